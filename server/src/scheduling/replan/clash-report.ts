import type { Clash } from '@contracts/http/replan';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ClashReader, type FoundClash } from '../../capacity/clash-reader';
import { ResourceRepository } from '../resource.repository';
import { BookedRepository, isAt, type BookedRow } from './booked.repository';

/** An appointment that can no longer be kept, and what of it is gone. */
export interface Hit {
  readonly row: BookedRow;
  readonly causes: Clash['causes'];
}

/** Appointments that clash with hours, absences, or what has failed, as a person reads them. */
@Injectable()
export class ClashReports {
  constructor(
    private readonly clashes: ClashReader,
    private readonly booked: BookedRepository,
    private readonly resources: ResourceRepository,
  ) {}

  /** In order of time; those that a station has to do with, where one is named. */
  async find(manager: EntityManager, stationId: string | null = null): Promise<Hit[]> {
    const found = await this.clashes.find(manager);
    if (found.length === 0) return [];
    const byAppointment = new Map<string, FoundClash[]>();
    for (const one of found)
      byAppointment.set(one.appointmentId, [...(byAppointment.get(one.appointmentId) ?? []), one]);
    const names = await this.resources.names(manager, [...new Set(found.map(({ resourceId }) => resourceId))]);
    const rows = await this.booked.read(manager, [...byAppointment.keys()]);
    return rows
      .filter((row) => stationId === null || isAt(row, stationId))
      .map((row) => ({
        row,
        causes: (byAppointment.get(row.appointmentId) ?? []).map(({ resourceId, cause, reason }) => ({
          resourceId,
          resourceName: names.get(resourceId)?.name ?? '',
          kind: names.get(resourceId)?.kind ?? '',
          cause,
          reason,
        })),
      }));
  }
}

export const presentClash = ({ row, causes }: Hit): Clash => ({
  appointmentId: row.appointmentId,
  version: row.version,
  requestId: row.requestId,
  requestNo: row.requestNo,
  topic: row.topic,
  startsAt: row.startsAt.toISOString(),
  endsAt: row.endsAt.toISOString(),
  officialName: row.officialName,
  stationNames: row.stationNames,
  partyNames: row.partyNames,
  confirmed: row.confirmed,
  causes,
});
