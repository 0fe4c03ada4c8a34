import { deviceReport } from '@contracts/http/identity';
import { checkIn } from '@contracts/http/requests';
import {
  arrival,
  callTicket,
  consent,
  desk,
  roomCheckIn,
  roomState,
  saveNotes,
  sessionView,
} from '@contracts/http/sessions';
import { createZodDto } from 'nestjs-zod';

export class CheckInDto extends createZodDto(checkIn) {}
export class RoomCheckInDto extends createZodDto(roomCheckIn) {}
export class DeviceReportDto extends createZodDto(deviceReport) {}
export class SaveNotesDto extends createZodDto(saveNotes) {}
export class ConsentDto extends createZodDto(consent) {}

export class ArrivalDto extends createZodDto(arrival) {}
export class DeskDto extends createZodDto(desk) {}
export class SessionViewDto extends createZodDto(sessionView) {}
export class CallTicketDto extends createZodDto(callTicket) {}
export class RoomStateDto extends createZodDto(roomState) {}
