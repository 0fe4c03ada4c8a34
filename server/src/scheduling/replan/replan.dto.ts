import {
  clashReport,
  recusalInput,
  recusalView,
  replanAccept,
  replanAccepted,
  replanAsk,
  replanPlan,
  replanUnplaced,
  roomOutOfOrder,
} from '@contracts/http/replan';
import { capacityChanged } from '@contracts/http/capacity';
import { createZodDto } from 'nestjs-zod';

export class ReplanAskDto extends createZodDto(replanAsk) {}
export class ReplanAcceptDto extends createZodDto(replanAccept) {}
export class RecusalInputDto extends createZodDto(recusalInput) {}
export class RoomOutOfOrderDto extends createZodDto(roomOutOfOrder) {}

// What is answered; for the API's description.
export class ClashReportDto extends createZodDto(clashReport) {}
export class ReplanPlanDto extends createZodDto(replanPlan) {}
export class ReplanAcceptedDto extends createZodDto(replanAccepted) {}
export class ReplanUnplacedDto extends createZodDto(replanUnplaced) {}
export class RecusalViewDto extends createZodDto(recusalView) {}
export class RoomClashesDto extends createZodDto(capacityChanged) {}
