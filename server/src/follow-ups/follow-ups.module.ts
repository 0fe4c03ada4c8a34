import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CapacityModule } from '../capacity/capacity.module';
import { HouseModule } from '../house/house.module';
import { IdentityModule } from '../identity/identity.module';
import { OutcomesModule } from '../outcomes/outcomes.module';
import { RequestsModule } from '../requests/requests.module';
import { SessionsModule } from '../sessions/sessions.module';
import { FollowUpEntity } from './follow-up.entity';
import { FollowUpRepository } from './follow-up.repository';
import { FollowUpsController } from './follow-ups.controller';
import { FollowUpsService } from './follow-ups.service';
import { RatingRepository } from './rating.repository';
import { Ratings } from './ratings';
import { RoomRatingController } from './room-rating.controller';
import { RoomRatings } from './room-ratings';

/** 回访 and 好差评: whether it held, and how it was found. */
@Module({
  imports: [
    HouseModule,
    IdentityModule,
    CapacityModule,
    RequestsModule,
    SessionsModule,
    OutcomesModule,
    TypeOrmModule.forFeature([FollowUpEntity]),
  ],
  controllers: [FollowUpsController, RoomRatingController],
  providers: [FollowUpRepository, RatingRepository, Ratings, RoomRatings, FollowUpsService],
  exports: [Ratings],
})
export class FollowUpsModule {}
