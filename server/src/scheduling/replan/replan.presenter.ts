import type { ReplanPlan, ReplanProposal } from '@contracts/http/replan';
import type { UnplacedReason } from '@contracts/http/requests';
import type { NoSlotReason, Slot } from '@domain/planner/types';
import type { BookedRow } from './booked.repository';
import { presentClash, type Hit } from './clash-report';
import type { Replanned } from './replanner';

/** A re-plan as the scheduler reads it. `stations` are names by id. */
export function presentReplan(
  hits: readonly Hit[],
  { result, rows, resources }: Replanned,
  stations: ReadonlyMap<string, string>,
): ReplanPlan {
  const proposal = (
    row: BookedRow,
    kind: ReplanProposal['kind'],
    to: Slot,
    distanceKm: number | null,
  ): ReplanProposal => {
    const stationNames = to.roomIds.map((id) => stations.get(resources.get(id)?.stationId ?? '') ?? '');
    const officialName = resources.get(to.officialId)?.name ?? row.officialName;
    const isLate = to.start > row.noticeDueAt.getTime() && row.startsAt <= row.noticeDueAt;
    return {
      appointmentId: row.appointmentId,
      version: row.version,
      requestId: row.requestId,
      kind,
      startsAt: new Date(to.start).toISOString(),
      endsAt: new Date(to.end).toISOString(),
      officialId: to.officialId,
      officialName,
      roomIds: [...to.roomIds],
      roomNames: to.roomIds.map((id) => resources.get(id)?.name ?? ''),
      stationNames,
      interpreterIds: [...to.interpreterIds],
      distanceKm,
      reason: {
        code: kind,
        params: {
          officialName,
          stationName: stationNames.find((name, index) => name !== row.stationNames[index]) ?? stationNames[0] ?? '',
          ...(distanceKm !== null && { km: distanceKm }),
          ...(isLate && { pastPromise: 1 }),
        },
      },
    };
  };
  const ofRequest = (requestId: string): BookedRow[] => {
    const row = rows.get(requestId);
    return row ? [row] : [];
  };
  return {
    clashes: hits.map(presentClash),
    proposals: [
      // Officials who change so that others can be helped; they are part of the same plan.
      ...result.moves.flatMap(({ requestId, to }) =>
        ofRequest(requestId).map((row) => proposal(row, 'official', to, null)),
      ),
      ...result.proposals.flatMap((one) =>
        one.kind === 'none'
          ? []
          : ofRequest(one.requestId).map((row) =>
              proposal(
                row,
                one.kind,
                one.to,
                one.detours.length > 0 ? Math.max(...one.detours.map(({ km }) => km)) : null,
              ),
            ),
      ),
    ],
    helpless: result.proposals.flatMap((one) =>
      one.kind === 'none'
        ? ofRequest(one.requestId).map(({ appointmentId, requestId }) => ({
            appointmentId,
            requestId,
            reason: unplacedReason(one.reason, one.nextStart),
          }))
        : [],
    ),
  };
}

/** Why there is no slot, in the words that a request on the board has for it. */
export function unplacedReason({ code, params }: NoSlotReason, nextStart: number | null): UnplacedReason {
  const nextStartsAt = nextStart === null ? null : new Date(nextStart).toISOString();
  // Who must go on with it is the only official there is.
  if (code === 'officialRequiredAway')
    return { code: 'noOfficialFree', params: { ...params, officials: 1 }, nextStartsAt };
  return { code, params: { ...params }, nextStartsAt };
}
