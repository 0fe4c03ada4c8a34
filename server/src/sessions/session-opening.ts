import { randomUUID } from 'node:crypto';
import { invariant } from '@domain/errors';
import { topicRule } from '@domain/topic';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import type { SessionEntity } from './session.entity';
import { SessionRepository, type HostedAppointment } from './session.repository';

/** Opens the one session of an appointment, whoever comes first: a party who sits down, or the official. */
@Injectable()
export class SessionOpening {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly clock: Clock,
  ) {}

  /** The session of the appointment; the official booked is its host. Opening twice changes nothing. */
  async open(manager: EntityManager, appointment: HostedAppointment): Promise<SessionEntity> {
    const known = await this.sessions.findOfAppointment(manager, appointment.id);
    if (known) return known;
    await this.sessions.insertOnce(manager, {
      id: randomUUID(),
      appointmentId: appointment.id,
      requestId: appointment.requestId,
      hostId: appointment.officialId,
      mode: topicRule(appointment.topic).mode,
      plannedAt: appointment.startsAt,
      openedAt: this.clock.now(),
      startedAt: null,
      endedAt: null,
      heldBy: 'video',
      mediaNodeId: null,
      notes: {},
      notesVersion: 1,
    });
    const opened = await this.sessions.findOfAppointment(manager, appointment.id);
    invariant(opened, 'an appointment that was opened has a session');
    return opened;
  }
}
