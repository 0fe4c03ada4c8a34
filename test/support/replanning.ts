import type { ReplanAccepted, ReplanPlan, ReplanProposal } from '@contracts/http/replan';
import type { RequestView } from '@contracts/http/requests';
import type { Bureau } from './bureau';

/** A scheduler who re-plans, and what came of it. */
export class Replanning {
  constructor(private readonly bureau: Bureau) {}

  async read({ id }: RequestView): Promise<RequestView> {
    return (await this.bureau.scheduler.get<RequestView>(`/api/requests/${id}`)).body;
  }

  async preview(appointmentIds: readonly string[] = []): Promise<ReplanPlan> {
    return (await this.bureau.scheduler.post<ReplanPlan>('/api/replan/preview', { appointmentIds })).body;
  }

  async accept(proposals: readonly ReplanProposal[], key?: string): Promise<ReplanAccepted> {
    const changes = proposals.map(changeOf);
    return (await this.bureau.scheduler.postOnce<ReplanAccepted>('/api/replan/accept', { changes }, key)).body;
  }

  /** Notices of a time, reminders apart: what, and whether it still stands. */
  told({ id }: RequestView): Promise<{ kind: string; state: string; appointment: string }[]> {
    return this.bureau.database.query(
      `SELECT DISTINCT kind, state, appointment_id AS appointment FROM notice
        WHERE request_id = $1 AND kind <> 'reminder' ORDER BY kind, state`,
      [id],
    );
  }

  /** Starts of which somebody would still be reminded. */
  async remindedOf({ id }: RequestView): Promise<string[]> {
    const rows = await this.bureau.database.query<{ starts: Date }>(
      `SELECT DISTINCT appointment.starts_at AS starts FROM notice JOIN appointment ON appointment.id = appointment_id
        WHERE notice.request_id = $1 AND kind = 'reminder' AND notice.state = 'pending'`,
      [id],
    );
    return rows.map(({ starts }) => starts.toISOString());
  }

  /** Rooms that the request holds. */
  async roomsOf({ id }: RequestView): Promise<string[]> {
    const rows = await this.bureau.database.query<{ id: string }>(
      `SELECT resource.id FROM resource JOIN reservation ON resource_id = resource.id AND kind = 'room'
         JOIN appointment ON appointment.id = appointment_id AND appointment.state = 'booked'
        WHERE request_id = $1 ORDER BY 1`,
      [id],
    );
    return rows.map((row) => row.id);
  }
}

const changeOf = ({ appointmentId, version, startsAt, officialId, roomIds, interpreterIds }: ReplanProposal) => ({
  appointmentId,
  version,
  startsAt,
  officialId,
  roomIds,
  interpreterIds,
});
