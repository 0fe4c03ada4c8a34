import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AfterCommit } from '../common/after-commit';
import { CapacityModule } from '../capacity/capacity.module';
import { HouseModule } from '../house/house.module';
import { IdentityModule } from '../identity/identity.module';
import { RequestsModule } from '../requests/requests.module';
import { SchedulingModule } from '../scheduling/scheduling.module';
import { CallEntry } from './call-entry';
import { CallEventRepository } from './call-event.repository';
import { CallEventTakers } from './call-event-takers';
import { CallEventsProcessor } from './call-events.processor';
import { CallEventsService } from './call-events.service';
import { CallPlacing } from './call-placing';
import { CallRefusals } from './call-refusals';
import { CallPeopleController } from './call-people.controller';
import { CallTickets } from './call-tickets';
import { CaucusRepository } from './caucus.repository';
import { CheckInController } from './check-in.controller';
import { CheckInService } from './check-in.service';
import { DeskRepository } from './desk.repository';
import { DeskService } from './desk.service';
import { GuestRepository } from './guest.repository';
import { GuestService } from './guest.service';
import { LineRepository } from './line.repository';
import { LineCheckController } from './line-check.controller';
import { LineCheckService } from './line-check.service';
import { MediaControl } from './media-control';
import { MediaNodes } from './media-nodes';
import { SessionNews } from './news';
import { NodeHealth } from './node-health';
import { NextRound } from './next-round';
import { PhoneRepository } from './phone.repository';
import { PhoneService } from './phone.service';
import { QualityService } from './quality.service';
import { RequestProgress } from './request-progress';
import { RoomController } from './room.controller';
import { RoomService } from './room.service';
import { SeatRelationsRepository } from './seat-relations.repository';
import { Seating } from './seating';
import { SessionEnding } from './session-ending';
import { SessionOpening } from './session-opening';
import { SessionReader } from './session-reader';
import { SessionController } from './session.controller';
import { SessionEntity } from './session.entity';
import { SessionRepository } from './session.repository';
import { SessionService } from './session.service';
import { SharedSetController } from './shared-set.controller';
import { SharedSetRepository } from './shared-set.repository';
import { SharedSetService } from './shared-set.service';
import { SharedSetTaker } from './shared-set.taker';
import { VisitRepository } from './visit.repository';

/** From the door of the video room to the end of the talk. */
@Module({
  imports: [
    HouseModule,
    IdentityModule,
    CapacityModule,
    RequestsModule,
    SchedulingModule,
    TypeOrmModule.forFeature([SessionEntity]),
  ],
  controllers: [
    CheckInController,
    RoomController,
    LineCheckController,
    SessionController,
    CallPeopleController,
    SharedSetController,
  ],
  providers: [
    SessionRepository,
    VisitRepository,
    DeskRepository,
    CaucusRepository,
    CallEventRepository,
    SessionReader,
    SessionOpening,
    SessionEnding,
    SessionNews,
    RequestProgress,
    Seating,
    NextRound,
    CheckInService,
    RoomService,
    LineCheckService,
    DeskService,
    SessionService,
    AfterCommit,
    NodeHealth,
    MediaNodes,
    MediaControl,
    CallTickets,
    SeatRelationsRepository,
    CallPlacing,
    CallRefusals,
    CallEntry,
    GuestRepository,
    GuestService,
    LineRepository,
    PhoneRepository,
    PhoneService,
    SharedSetRepository,
    SharedSetService,
    SharedSetTaker,
    QualityService,
    CallEventTakers,
    CallEventsService,
    CallEventsProcessor,
  ],
  exports: [CallEventTakers, SessionReader, SessionEnding, SessionNews, RequestProgress, NextRound, RoomService],
})
export class SessionsModule {}
