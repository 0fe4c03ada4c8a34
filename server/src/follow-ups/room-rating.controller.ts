import type { RoomState } from '@contracts/http/sessions';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import type { Actor } from '../common/actor';
import { Allow, CurrentActor } from '../common/allow';
import { RatingDto } from './rating.dto';
import { RoomRatings } from './room-ratings';

/** The party rates at the room's screen, when the official is gone from it. */
@Allow('device')
@Controller('api/room/rating')
export class RoomRatingController {
  constructor(private readonly ratings: RoomRatings) {}

  @Post()
  @HttpCode(200)
  rate(@CurrentActor() actor: Actor, @Body() body: RatingDto): Promise<RoomState> {
    return this.ratings.give(actor, body);
  }
}
