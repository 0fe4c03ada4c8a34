import {
  callPeople,
  callQuality,
  guestCandidates,
  guestCode,
  invitation,
  invitedGuest,
  inviteGuest,
  recordPhoneTalk,
} from '@contracts/http/call-people';
import { createZodDto } from 'nestjs-zod';

export class InviteGuestDto extends createZodDto(inviteGuest) {}
export class GuestCodeDto extends createZodDto(guestCode) {}
export class RecordPhoneTalkDto extends createZodDto(recordPhoneTalk) {}

export class InvitedGuestDto extends createZodDto(invitedGuest) {}
export class GuestCandidatesDto extends createZodDto(guestCandidates) {}
export class InvitationDto extends createZodDto(invitation) {}
export class CallPeopleDto extends createZodDto(callPeople) {}
export class CallQualityDto extends createZodDto(callQuality) {}
