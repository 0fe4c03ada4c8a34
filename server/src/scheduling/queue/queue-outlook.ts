import { MINUTE_MS, addDays, instantAt, localDate } from '@domain/local-time';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock';
import { Stations } from '../../identity/stations';
import { RequestReader } from '../../requests/request-reader';
import { wantedOf } from '../assignment.service';
import type { Wanted } from '../plan-request';
import { Proposals } from '../proposals';
import { outlooks, type Outlook, type Waiting } from './queue-order';
import { QueueRepository, type QueueRow } from './queue.repository';

/** Who waits in a station is asked in at once when a room and an official are free within this. */
export const AT_ONCE_MS = 10 * MINUTE_MS;

/** What a queue has before it, as things stand now. */
@Injectable()
export class QueueOutlook {
  constructor(
    private readonly repository: QueueRepository,
    private readonly proposals: Proposals,
    private readonly requests: RequestReader,
    private readonly stations: Stations,
    private readonly clock: Clock,
  ) {}

  /** Who waits at these stations today, in the order in which they came, each with the outlook. */
  async read(manager: EntityManager, stationIds: readonly string[]): Promise<{ row: QueueRow; outlook: Outlook }[]> {
    const { start, end } = await this.today(manager);
    const rows = await this.repository.listWaiting(manager, stationIds, new Date(start));
    const queue = await this.prepareAll(manager, rows);
    const found = outlooks(queue, end - MINUTE_MS);
    return rows.flatMap((row, index) => {
      const outlook = found[index];
      return outlook ? [{ row, outlook }] : [];
    });
  }

  /** The outlook of somebody who comes after all who wait at these stations already. */
  async ofNext(manager: EntityManager, wanted: Wanted): Promise<Outlook> {
    const { start, end } = await this.today(manager);
    const rows = await this.repository.listWaiting(manager, wanted.stationIds, new Date(start));
    const queue = await this.prepareAll(manager, rows);
    const own = await this.prepare(manager, wanted, undefined);
    return last(outlooks([...queue, own], end - MINUTE_MS));
  }

  /** The outlook of somebody who is called before all others, by this official if one calls. */
  async ofCalled(manager: EntityManager, wanted: Wanted, officialId: string | undefined): Promise<Outlook> {
    const { end } = await this.today(manager);
    return last(outlooks([await this.prepare(manager, wanted, officialId)], end - MINUTE_MS));
  }

  /** The bureau's day. */
  async today(manager: EntityManager): Promise<{ start: number; end: number }> {
    const { timeZone } = await this.stations.getBureau(manager);
    const day = localDate(this.clock.now().getTime(), timeZone);
    return { start: instantAt(day, '00:00', timeZone), end: instantAt(addDays(day, 1), '00:00', timeZone) };
  }

  private async prepareAll(manager: EntityManager, rows: readonly QueueRow[]): Promise<Waiting[]> {
    const queue: Waiting[] = [];
    for (const { requestId } of rows) {
      const request = await this.requests.get(manager, requestId);
      const wanted = wantedOf(request, await this.requests.parties(manager, requestId));
      queue.push(await this.prepare(manager, wanted, undefined));
    }
    return queue;
  }

  private async prepare(manager: EntityManager, wanted: Wanted, officialId: string | undefined): Promise<Waiting> {
    const now = this.clock.now().getTime();
    // The next full minute: nothing begins in the past.
    const earliest = (Math.floor(now / MINUTE_MS) + 1) * MINUTE_MS;
    return this.proposals.prepare(manager, wanted, { earliest, officialId }, 'promise');
  }
}

function last(found: readonly Outlook[]): Outlook {
  const outlook = found.at(-1);
  if (!outlook) throw new Error('each who waits has an outlook');
  return outlook;
}
