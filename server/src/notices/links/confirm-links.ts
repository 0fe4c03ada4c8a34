import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONFIG, type Config } from '../../config';
import { ConfirmLinkRepository, type Linked } from './confirm-link.repository';

/** 96 bits in sixteen letters: short enough for a text message, too long to be guessed. */
const TOKEN_BYTES = 12;
const TOKEN = /^[\w-]{16}$/;

/** 确认链接: signed, and made anew for each party and each appointment. */
@Injectable()
export class ConfirmLinks {
  private readonly key: Buffer;

  constructor(
    private readonly repository: ConfirmLinkRepository,
    @Inject(CONFIG) private readonly config: Pick<Config, 'FIELD_KEY' | 'PUBLIC_URL' | 'PORT'>,
  ) {
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
    const found = await this.repository.find(manager, token);
    return found && this.isOurs(token, found) ? found : null;
  }

  private isOurs(token: string, { partyId, appointmentId }: Linked): boolean {
    return timingSafeEqual(Buffer.from(token), Buffer.from(this.token(partyId, appointmentId)));
  }
}
