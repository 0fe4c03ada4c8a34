import type { AppointmentView, UnplacedReason } from '@contracts/http/requests';
import type { Need, PartyRole, Side } from '@domain/people';
import type { RequestState } from '@domain/request-state';
import type { Channel, Urgency } from '../requests/request.entity';

/** A party as it stands in the row's JSON: instants are text. */
export interface PartyRow {
  readonly id: string;
  readonly side: Side;
  readonly role: PartyRole;
  readonly name: string;
  readonly phoneSealed: string | null;
  readonly idNumberSealed: string | null;
  readonly village: string;
  readonly stationId: string;
  readonly stationName: string;
  readonly needs: Need[];
  readonly companions: number;
  readonly guardianName: string | null;
  readonly confirmedAt: string | null;
  readonly declinedAt: string | null;
  readonly checkedInAt: string | null;
  readonly identityCheckedAt: string | null;
  readonly bookingCode: string;
}

/** One request with all that its view shows. */
export interface RequestRow {
  readonly id: string;
  readonly no: string;
  readonly state: RequestState;
  readonly channel: Channel;
  readonly topic: string;
  readonly summary: string;
  readonly urgency: Urgency;
  readonly direction: 'residentToBureau' | 'bureauToResident';
  readonly stationId: string;
  readonly registeredAt: Date;
  readonly registeredBy: string | null;
  readonly noticeDueAt: Date;
  readonly notifiedAt: Date | null;
  readonly answerDueAt: Date | null;
  readonly answeredAt: Date | null;
  readonly unplaced: UnplacedReason | null;
  readonly version: number;
  readonly ownerName: string | null;
  readonly appointmentId: string | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly officialId: string | null;
  /** The official as a member of staff. */
  readonly hostId: string | null;
  readonly officialName: string | null;
  readonly branch: string | null;
  readonly round: number | null;
  readonly appointmentState: AppointmentView['state'] | null;
  readonly appointmentVersion: number | null;
  readonly reason: AppointmentView['reason'] | null;
  /** From then on a missed appointment may be marked: its start and the time of grace. */
  readonly graceEndsAt: Date | null;
  readonly parties: PartyRow[];
  readonly roomIds: string[];
}
