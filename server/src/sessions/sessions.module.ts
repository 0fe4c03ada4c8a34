import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CapacityModule } from '../capacity/capacity.module';
import { HouseModule } from '../house/house.module';
import { IdentityModule } from '../identity/identity.module';
import { RequestsModule } from '../requests/requests.module';
import { SchedulingModule } from '../scheduling/scheduling.module';
import { CallEntry } from './call-entry';
import { CallEventRepository } from './call-event.repository';
import { CallEventsProcessor } from './call-events.processor';
import { CallEventsService } from './call-events.service';
import { CallTickets } from './call-tickets';
import { CaucusRepository } from './caucus.repository';
import { CheckInController } from './check-in.controller';
import { CheckInService } from './check-in.service';
import { DeskRepository } from './desk.repository';
import { DeskService } from './desk.service';
import { MediaControl } from './media-control';
import { MediaNodes } from './media-nodes';
import { SessionNews } from './news';
import { NextRound } from './next-round';
import { RequestProgress } from './request-progress';
import { RoomController } from './room.controller';
import { RoomService } from './room.service';
import { Seating } from './seating';
import { SessionEnding } from './session-ending';
import { SessionOpening } from './session-opening';
import { SessionReader } from './session-reader';
import { SessionController } from './session.controller';
import { SessionEntity } from './session.entity';
import { SessionRepository } from './session.repository';
import { SessionService } from './session.service';
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
  controllers: [CheckInController, RoomController, SessionController],
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
    DeskService,
    SessionService,
    MediaNodes,
    MediaControl,
    CallTickets,
    CallEntry,
    CallEventsService,
    CallEventsProcessor,
  ],
  exports: [SessionReader, SessionEnding, SessionNews, RequestProgress, NextRound, RoomService],
})
export class SessionsModule {}
