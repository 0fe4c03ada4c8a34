import type { Appointment, Calendar, Group } from './appointment';
import { firstPlacement, onGrid } from './choice';
import { asItStands, groupStart, officialStart, type Reach } from './common-start';
import { ResourceCalendar } from './resource-calendar';
import type { Roster } from './roster';
import type { NoSlotReason, PlanRequest, Unplaced } from './types';

/** What forbids a request to be placed at all, whatever is free; null when nothing does. */
export function forbidden({ guardianMissing, screened, stationIds }: PlanRequest): NoSlotReason | null {
  if (guardianMissing) return { code: 'guardianMissing', params: {} };
  const shared = screened ? stationIds.find((id, index) => stationIds.indexOf(id) !== index) : undefined;
  return shared === undefined ? null : { code: 'partiesScreened', params: { stationId: shared } };
}

/** Says of an unplaced request what stands in its way, from what can never be had to what is only taken now. */
export function explainNoSlot(unplaced: Appointment, roster: Roster, horizonMs: number): Unplaced {
  const { request, needs } = unplaced;
  const never = forbidden(request);
  const reason =
    never ?? missingForGood(unplaced, roster) ?? closed(unplaced, roster, horizonMs) ?? taken(unplaced, roster);
  const latest = request.deadline + horizonMs;
  const after = Math.max(request.earliest, request.deadline + 1);
  const next = never ? null : firstPlacement(request, needs, after, latest, roster.gridMs);
  return { kind: 'noSlot', requestId: request.id, reason, nextStart: next?.start ?? null };
}

function missingForGood({ request, needs }: Appointment, roster: Roster): NoSlotReason | null {
  if (needs.officials.length === 0) {
    const { officialRequired, preferredOfficialId: officialId } = request;
    if (officialRequired && officialId) return { code: 'officialRequiredAway', params: { officialId } };
    const excluded = roster.officialsFor(request.topic).length;
    return { code: 'noOfficialForTopic', params: { topic: request.topic, excluded } };
  }
  const room = needs.rooms.find((group) => group.calendars.length < group.count);
  if (room) {
    const { stationId, count: needed, calendars } = room;
    const has = calendars.length;
    const complainedOf = request.excludedStationIds?.includes(stationId) ? 1 : 0;
    const mended = has + roster.brokenRoomsAt(stationId);
    if (!complainedOf && mended >= needed) return { code: 'roomOutOfOrder', params: { stationId, needed, has } };
    return { code: 'noRoomFree', params: { stationId, needed, has, complainedOf } };
  }
  const interpreter = needs.interpreters.find((group) => group.calendars.length < group.count);
  return interpreter ? noInterpreter(interpreter.language, interpreter) : null;
}

/** Nobody works, or no room is open, at any time before the deadline. */
function closed({ request, needs }: Appointment, roster: Roster, horizonMs: number): NoSlotReason | null {
  const { durationMs, deadline, earliest } = request;
  const { bufferMs } = needs;
  const from = onGrid(earliest, roster.gridMs);
  const reach: Reach = { from, latest: deadline + horizonMs, durationMs, bufferMs };
  const groups: Group[] = [...needs.rooms, { calendars: needs.officials, count: 1 }];
  let until = from;
  for (const group of groups) {
    const open = { ...group, calendars: group.calendars.map((one) => openHours(one, roster.gridMs)) };
    until = Math.max(until, groupStart(open, from, reach, asItStands));
  }
  if (until <= deadline || until === Infinity) return null;
  return { code: 'closedUntil', params: { until: new Date(until).toISOString() } };
}

/** Open, but taken: by which kind of resource, or by all of them at different times. */
function taken({ request, needs }: Appointment, roster: Roster): NoSlotReason {
  const from = onGrid(request.earliest, roster.gridMs);
  const reach: Reach = { from, latest: request.deadline, durationMs: request.durationMs, bufferMs: needs.bufferMs };
  const full = (group: Group): boolean => groupStart(group, from, reach, asItStands) > reach.latest;
  const room = needs.rooms.find(full);
  if (room) {
    const { stationId, count: needed, calendars } = room;
    return { code: 'noRoomFree', params: { stationId, needed, has: calendars.length, complainedOf: 0 } };
  }
  if (officialStart(needs, from, reach, asItStands) > reach.latest) {
    const { officialRequired, preferredOfficialId: officialId } = request;
    if (officialRequired && officialId) return { code: 'officialRequiredAway', params: { officialId } };
    return { code: 'noOfficialFree', params: { topic: request.topic, officials: needs.officials.length } };
  }
  const interpreter = needs.interpreters.find(full);
  if (interpreter) return noInterpreter(interpreter.language, interpreter);
  return { code: 'noCommonSlot', params: { topic: request.topic, officials: needs.officials.length } };
}

const noInterpreter = (language: string, { count: needed, calendars }: Group): NoSlotReason => ({
  code: 'noInterpreterFree',
  params: { language, needed, has: calendars.length },
});

/** The same resource before any booking at all. */
const openHours = ({ resource }: Calendar, gridMs: number): Calendar =>
  new ResourceCalendar<Appointment>({ ...resource, free: resource.open }, gridMs, 0);
