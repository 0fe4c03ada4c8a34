import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../common/clock';
import { HoldRepository } from './hold.repository';

/** So long an expired hold is remembered, to tell its holder what became of it. */
const KEPT_MS = 10 * 60_000;

/** Tidies away holds that expired long ago. Nothing waits for it: an expired hold stands in nobody's way. */
@Injectable()
export class HoldSweep {
  constructor(
    private readonly source: DataSource,
    private readonly repository: HoldRepository,
    private readonly clock: Clock,
  ) {}

  /** Removes what expired ten minutes ago or earlier; returns how many reservations that were. */
  sweep(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    return this.source.transaction((manager) => this.repository.removeExpired(manager, before));
  }
}
