import { Injectable } from '@nestjs/common';
import { House } from '../house/house';
import type { ResourceRecord } from './resource-records.repository';

/** Tells the screens that show when something can be had. Called after the commit. */
@Injectable()
export class CapacityNews {
  private readonly listeners = new Set<() => void>();

  constructor(private readonly house: House) {}

  /** Called after each commit that may have opened time. A listener never throws and never waits. */
  listen(listener: () => void): void {
    this.listeners.add(listener);
  }

  /** Of these resources; with none, of everything. */
  changed(what: string, resources: readonly Pick<ResourceRecord, 'stationId' | 'staffId'>[] = []): void {
    this.house.announce('board', null, what);
    for (const listener of this.listeners) listener();
    const stations = new Set(resources.flatMap(({ stationId }) => stationId ?? []));
    for (const stationId of stations) this.house.announce('station', stationId, what);
    for (const { staffId } of resources) if (staffId) this.house.announce('desk', staffId, what);
  }
}
