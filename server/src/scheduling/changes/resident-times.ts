import { DomainError } from '@domain/errors';
import { MINUTE_MS } from '@domain/local-time';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SchedulingSettings } from '../../capacity/scheduling-settings';
import { Clock } from '../../common/clock';

/** Which starts a resident may choose alone. */
@Injectable()
export class ResidentTimes {
  constructor(
    private readonly settings: SchedulingSettings,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws TIME_PAST, SLOT_OFF_GRID, SLOT_TOO_SOON. What was offered with just enough notice stays good while
   * somebody reads it, for as long as a slot would be held.
   */
  async check(manager: EntityManager, startsAt: number): Promise<void> {
    const now = this.clock.now().getTime();
    if (startsAt <= now) throw new DomainError('TIME_PAST');
    const { gridMs, minimumNoticeMs, holdMs } = await this.settings.read(manager);
    if (startsAt % gridMs !== 0) throw new DomainError('SLOT_OFF_GRID', { gridMinutes: gridMs / MINUTE_MS });
    if (startsAt < now + minimumNoticeMs - holdMs)
      throw new DomainError('SLOT_TOO_SOON', { minutes: minimumNoticeMs / MINUTE_MS });
  }
}
