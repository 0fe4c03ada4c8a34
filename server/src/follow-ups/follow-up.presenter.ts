import { maskPhone } from '@domain/masking';
import type { FollowUpView } from '@contracts/http/follow-ups';
import type { StaffActor } from '../common/actor';
import type { FollowUpRow } from './follow-up.repository';
import { mayLearnOfRating } from './follow-ups.policy';

/** One follow-up as this member of staff may see it; `phone` in plain digits, shown masked. */
export const presentFollowUp = (
  staff: StaffActor,
  row: FollowUpRow,
  phone: string | null,
  now: Date,
): FollowUpView => ({
  id: row.id,
  requestId: row.requestId,
  requestNo: row.requestNo,
  topic: row.topic,
  partyId: row.partyId,
  partyName: row.partyName,
  phoneMasked: phone && maskPhone(phone),
  stationName: row.stationName,
  kind: row.kind,
  dueAt: row.dueAt.toISOString(),
  overdue: row.doneAt === null && row.dueAt < now,
  doneAt: row.doneAt?.toISOString() ?? null,
  method: row.method,
  result: row.result,
  note: row.note,
  mayRate: mayLearnOfRating(staff, row.hostIds) && !row.rated,
});
