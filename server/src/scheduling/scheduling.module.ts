import { Module } from '@nestjs/common';
import { HouseModule } from '../house/house.module';
import { IdentityModule } from '../identity/identity.module';
import { NoticesModule } from '../notices/notices.module';
import { RequestsModule } from '../requests/requests.module';
import { AssignmentService } from './assignment.service';
import { Availability } from './availability';
import { BoardController } from './board.controller';
import { BoardReader } from './board.reader';
import { Bookings } from './bookings';
import { IntakeService } from './intake.service';
import { MovableRepository } from './movable.repository';
import { PlacementService } from './placement.service';
import { PlanningTurns } from './planning-turns';
import { Proposals } from './proposals';
import { RequestNews } from './request-news';
import { RequestPresenter } from './request.presenter';
import { RequestViews } from './request-views';
import { RequestsController } from './requests.controller';
import { RequestsService } from './requests.service';
import { ResourceRepository } from './resource.repository';
import { SlotsService } from './slots.service';

/** Who meets whom, where and when: availability, assignment, and the views of a request with its slot. */
@Module({
  imports: [HouseModule, IdentityModule, RequestsModule, NoticesModule],
  controllers: [RequestsController, BoardController],
  providers: [
    ResourceRepository,
    Availability,
    MovableRepository,
    Bookings,
    Proposals,
    AssignmentService,
    IntakeService,
    PlacementService,
    PlanningTurns,
    SlotsService,
    RequestsService,
    RequestViews,
    RequestPresenter,
    RequestNews,
    BoardReader,
  ],
  exports: [Bookings, AssignmentService, PlacementService, RequestViews, RequestPresenter, RequestNews],
})
export class SchedulingModule {}
