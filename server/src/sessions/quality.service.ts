import type { CallQuality } from '@contracts/http/call-people';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { requireStaff, type Actor } from '../common/actor';
import { Clock } from '../common/clock';
import { interruptionsOf, pausedSeconds, type Span } from './call-interruptions';
import { LineRepository, type LineRow } from './line.repository';
import { SessionRepository } from './session.repository';
import { maySeeSession, refusalFor } from './sessions.policy';

/** Two hours of six people, a reading every ten seconds. */
const MOST_SAMPLES = 5_000;

/** How the lines of one call were: for the graph at the desk, and for figures afterwards. */
@Injectable()
export class QualityService {
  constructor(
    private readonly source: DataSource,
    private readonly sessions: SessionRepository,
    private readonly lines: LineRepository,
    private readonly clock: Clock,
  ) {}

  async read(actor: Actor, sessionId: string): Promise<CallQuality> {
    const staff = requireStaff(actor);
    const { manager } = this.source;
    const session = await this.sessions.find(manager, sessionId);
    if (!session || !maySeeSession(staff, session.hostId)) throw refusalFor(staff, session);
    const events = await this.lines.listStandstills(manager, sessionId);
    const { pauses, cuts } = interruptionsOf(events, session.endedAt?.getTime() ?? null);
    return {
      seats: bySeat(await this.lines.list(manager, sessionId, MOST_SAMPLES)),
      pauses: pauses.map(presentSpan),
      pausedSeconds: pausedSeconds(pauses, this.clock.now().getTime()),
      cuts: cuts.map(({ seat, ...span }) => ({ seat, ...presentSpan(span) })),
    };
  }
}

const presentSpan = ({ from, to }: Span): { from: string; to: string | null } => ({
  from: new Date(from).toISOString(),
  to: to === null ? null : new Date(to).toISOString(),
});

function bySeat(rows: readonly LineRow[]): CallQuality['seats'] {
  const seats = new Map<string, CallQuality['seats'][number]['samples']>();
  for (const { seat, at, ...sample } of rows) {
    const samples = seats.get(seat) ?? [];
    seats.set(seat, samples);
    samples.push({ at: at.toISOString(), ...sample });
  }
  return [...seats].map(([seat, samples]) => ({ seat, samples }));
}
