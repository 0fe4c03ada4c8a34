import { DomainError } from '@domain/errors';
import type { RoomState } from '@contracts/http/sessions';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { requireDevice, type Actor } from '../common/actor';
import { House } from '../house/house';
import { RoomService } from '../sessions/room.service';
import { Ratings, type GivenRating } from './ratings';

@Injectable()
export class RoomRatings {
  constructor(
    private readonly source: DataSource,
    private readonly room: RoomService,
    private readonly ratings: Ratings,
    private readonly house: House,
  ) {}

  /** Rating of the party who sits in the room. STATE_FORBIDS while their talk is not over, or nobody sits there. */
  async give(actor: Actor, rating: GivenRating): Promise<RoomState> {
    const device = requireDevice(actor);
    await this.source.transaction(async (manager) => {
      const visit = await this.room.findVisit(manager, device);
      if (!visit?.endedAt) throw new DomainError('STATE_FORBIDS', { to: 'rated' });
      await this.ratings.give(manager, actor, visit, rating, 'room');
    });
    // In words that tell no host of a rating.
    this.house.announce('followUps', null, 'changed');
    this.house.announce('room', device.roomId, 'rating.given');
    return this.room.state(actor);
  }
}
