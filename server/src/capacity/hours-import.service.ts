import type { csvImport, CsvImported, HoursRow } from '@contracts/http/capacity';
import { DomainError } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { requireStaff, type Actor } from '../common/actor';
import { Audit } from '../common/audit';
import { Idempotency, type Repeatable } from '../common/idempotency';
import { CapacityNews } from './capacity-news';
import { mayEditCapacity } from './capacity.policy';
import { ClashReader } from './clash-reader';
import { readHoursCsv, type CsvRow } from './hours-csv';
import { HoursRepository } from './hours.repository';
import { ResourceRecordsRepository, type ResourceRecord } from './resource-records.repository';

/** Undoes a dry run: thrown inside the transaction, caught around it. */
class DryRun extends Error {
  constructor(readonly answer: CsvImported) {
    super('dry run');
  }
}

/** 批量导入: the hours of many at once, from a table. */
@Injectable()
export class HoursImportService {
  constructor(
    private readonly source: DataSource,
    private readonly resources: ResourceRecordsRepository,
    private readonly hours: HoursRepository,
    private readonly clashes: ClashReader,
    private readonly idempotency: Idempotency,
    private readonly audit: Audit,
    private readonly news: CapacityNews,
  ) {}

  /**
   * Replaces the hours of every resource that the table names. With one wrong row nothing is written: a
   * dry run answers with all mistakes, an import throws CSV_REFUSED with the first. Throws NOT_ALLOWED.
   */
  async import(actor: Actor, input: z.output<typeof csvImport>, repeatable: Repeatable): Promise<CsvImported> {
    const staff = requireStaff(actor);
    if (!mayEditCapacity(staff)) throw new DomainError('NOT_ALLOWED');
    const records = await this.resources.list(this.source.manager);
    const { rows, errors } = readHoursCsv(input.csv, finderOf(records));
    const named = [...new Set(rows.map(({ resourceId }) => resourceId))];
    const counted = { rows: rows.length, resources: named.length, errors: [...errors] };
    if (errors.length > 0) {
      if (input.dryRun) return { ...counted, clashes: 0 };
      const { line = 0, column = '', code = '' } = errors[0] ?? {};
      throw new DomainError('CSV_REFUSED', { errors: errors.length, line, column, code });
    }
    const write = (manager: EntityManager) =>
      this.write(manager, named, rows).then(async (clashes): Promise<CsvImported> => {
        await this.audit.write(manager, staff, {
          action: 'hours.import',
          subjectKind: 'resource',
          subjectId: null,
          detail: { resourceIds: named, rows: rows.length },
        });
        return { ...counted, clashes };
      });
    if (input.dryRun) return this.dry(write);
    const imported = await this.source.transaction((manager) =>
      this.idempotency.once(manager, repeatable, () => write(manager)),
    );
    this.news.changed(
      'capacity.hours',
      records.filter(({ id }) => named.includes(id)),
    );
    return imported;
  }

  /** Does it all, counts the clashes that would be, and takes it back. */
  private async dry(write: (manager: EntityManager) => Promise<CsvImported>): Promise<CsvImported> {
    try {
      return await this.source.transaction(async (manager) => {
        throw new DryRun(await write(manager));
      });
    } catch (error) {
      if (error instanceof DryRun) return error.answer;
      throw error;
    }
  }

  /** Returns how many appointments clash then. */
  private async write(manager: EntityManager, named: readonly string[], rows: readonly CsvRow[]): Promise<number> {
    await this.resources.hold(manager, named);
    const hoursOf = new Map<string, HoursRow[]>(named.map((id) => [id, []]));
    for (const { resourceId, hours } of rows) hoursOf.get(resourceId)?.push(hours);
    for (const [id, own] of hoursOf) await this.hours.replace(manager, id, own);
    await this.resources.stepAll(manager, named);
    return this.clashes.count(manager);
  }
}

/**
 * A resource is named by its id, an official also by the sign-in name or the shown name, a room by its
 * station's code (where it has one room) or by station and room together.
 */
function finderOf(records: readonly ResourceRecord[]): (word: string) => string[] {
  const byWord = new Map<string, Set<string>>();
  for (const one of records) {
    const { id, kind, name, stationCode, stationName, stationNameEn, username } = one;
    const station = [stationCode, stationName, stationNameEn].filter((word) => word !== null);
    const ofRoom = kind === 'room' ? station.flatMap((word) => [word, `${word} ${name}`, `${word}${name}`]) : [];
    for (const word of [id, name, username, ...ofRoom]) {
      if (word === null) continue;
      const key = keyOf(word);
      byWord.set(key, (byWord.get(key) ?? new Set()).add(id));
    }
  }
  return (word) => [...(byWord.get(keyOf(word)) ?? [])];
}

const keyOf = (word: string): string => word.replace(/\s+/g, ' ').trim().toLowerCase();
