import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONFIG, type Config } from '../../config';

/** 96 bits in sixteen letters: short enough for a text message, too long to be guessed. */
const TOKEN_BYTES = 12;
const TOKEN = /^[\w-]{16}$/;

/** What a link stands for: one party, asked about one time. */
export interface Linked {
  readonly partyId: string;
  readonly requestId: string;
  readonly appointmentId: string;
  readonly partyName: string;
  /** The time that the message spoke of. */
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly appointmentState: string;
  readonly appointmentStartsAt: Date;
  readonly nowStartsAt: Date | null;
  readonly stationName: string;
  readonly stationNameEn: string;
  readonly stationPhone: string;
  readonly confirmedAt: Date | null;
  readonly declinedAt: Date | null;
}

/** 确认链接: signed, and made anew for each party and each appointment. */
@Injectable()
export class ConfirmLinks {
  private readonly key: Buffer;

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'FIELD_KEY' | 'PUBLIC_URL' | 'PORT'>) {
    this.key = createHmac('sha256', Buffer.from(config.FIELD_KEY, 'base64')).update('confirm-link').digest();
  }

  token(partyId: string, appointmentId: string): string {
    const mac = createHmac('sha256', this.key).update(`${partyId}:${appointmentId}`).digest();
    return mac.subarray(0, TOKEN_BYTES).toString('base64url');
  }

  /** What is put into a message. */
  address(token: string): string {
    return `${this.config.PUBLIC_URL ?? `http://localhost:${this.config.PORT}`}/c/${token}`;
  }

  /** Null for a token that was never given out, or that our key did not make. */
  async find(manager: EntityManager, token: string): Promise<Linked | null> {
    if (!TOKEN.test(token)) return null;
    const rows: Linked[] = await manager.query(
      `SELECT party.id AS "partyId", party.request_id AS "requestId", appointment.id AS "appointmentId",
              person.name AS "partyName", notice.starts_at AS "startsAt",
              notice.starts_at + (appointment.ends_at - appointment.starts_at) AS "endsAt",
              appointment.state AS "appointmentState", appointment.starts_at AS "appointmentStartsAt",
              live.starts_at AS "nowStartsAt", station.name AS "stationName", station.name_en AS "stationNameEn",
              station.phone AS "stationPhone", party.confirmed_at AS "confirmedAt", party.declined_at AS "declinedAt"
         FROM notice
         JOIN party ON party.id = notice.party_id
         JOIN person ON person.id = party.person_id
         JOIN station ON station.id = party.station_id
         JOIN appointment ON appointment.id = notice.appointment_id
         LEFT JOIN appointment AS live ON live.request_id = party.request_id AND live.state IN ('booked', 'inSession')
        WHERE notice.link = $1`,
      [token],
    );
    const [found] = rows;
    return found && this.isOurs(token, found) ? found : null;
  }

  private isOurs(token: string, { partyId, appointmentId }: Linked): boolean {
    return timingSafeEqual(Buffer.from(token), Buffer.from(this.token(partyId, appointmentId)));
  }
}
