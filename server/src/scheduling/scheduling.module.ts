import { Module } from '@nestjs/common';
import { CapacityModule } from '../capacity/capacity.module';
import { HouseModule } from '../house/house.module';
import { IdentityModule } from '../identity/identity.module';
import { NoticesModule } from '../notices/notices.module';
import { RequestsModule } from '../requests/requests.module';
import { WebhooksModule } from '../webhooks/webhooks.module';
import { AssignmentService } from './assignment.service';
import { AudienceRepository } from './audience.repository';
import { BOOKING_LIFE, BOOKING_LIFE_CONTROLLERS } from './booking-life.providers';
import { BookingRepository } from './booking.repository';
import { Bookings } from './bookings';
import { FreedTime } from './changes/freed-time';
import { ResidentChanges } from './changes/resident-changes.service';
import { SeriesService } from './series/series.service';
import { ChosenSlots } from './chosen-slots';
import { GivingWay } from './giving-way';
import { IntakeService } from './intake.service';
import { MovableRepository } from './movable.repository';
import { PlacementService } from './placement.service';
import { NearStarts } from './near-starts';
import { PlanningGround } from './planning-ground';
import { PlanningTurns } from './planning-turns';
import { Proposals } from './proposals';
import { REPLANNING, REPLANNING_CONTROLLERS } from './replan.providers';
import { RequestNews } from './request-news';
import { RequestPresenter } from './request.presenter';
import { RequestViewRepository } from './request-view.repository';
import { RequestsController } from './requests.controller';
import { RequestsService } from './requests.service';
import { ResourceRepository } from './resource.repository';
import { SlotsController } from './slots.controller';
import { SlotsService } from './slots.service';

/** Who meets whom, where and when: availability, assignment, and the views of a request with its slot. */
@Module({
  imports: [HouseModule, IdentityModule, CapacityModule, WebhooksModule, RequestsModule, NoticesModule],
  controllers: [...BOOKING_LIFE_CONTROLLERS, RequestsController, SlotsController, ...REPLANNING_CONTROLLERS],
  providers: [
    ...BOOKING_LIFE,
    ...REPLANNING,
    ResourceRepository,
    MovableRepository,
    BookingRepository,
    Bookings,
    PlanningGround,
    NearStarts,
    ChosenSlots,
    Proposals,
    GivingWay,
    AssignmentService,
    IntakeService,
    PlacementService,
    PlanningTurns,
    SlotsService,
    RequestsService,
    RequestViewRepository,
    RequestPresenter,
    AudienceRepository,
    RequestNews,
  ],
  exports: [
    PlanningTurns,
    FreedTime,
    ResidentChanges,
    SeriesService,
    Bookings,
    AssignmentService,
    PlacementService,
    RequestPresenter,
    RequestNews,
  ],
})
export class SchedulingModule {}
