import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { parseCookie } from 'cookie';
import type { Response } from 'express';
import { DataSource, type EntityManager } from 'typeorm';
import { ANONYMOUS, type Actor } from '../common/actor';
import { Clock } from '../common/clock';
import { CONFIG, type Config } from '../config';
import { SignInRepository } from './sign-in.repository';

/** One cookie a kind of session, so that one computer can be a room's screen and a clerk's desk. */
const COOKIES = { staff: 'vh_staff', resident: 'vh_resident', device: 'vh_device' } as const;
type Kind = keyof typeof COOKIES;

const HOUR = 3_600_000;
const LIFE_MS: Readonly<Record<Kind, number>> = { staff: 12 * HOUR, resident: 24 * HOUR, device: 10 * 365 * 24 * HOUR };

/** Opens, finds and closes the server-side sessions of staff, residents and room screens. */
@Injectable()
export class SignIns {
  constructor(
    private readonly source: DataSource,
    private readonly repository: SignInRepository,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'TLS_KEY_FILE' | 'TRUST_PROXY'>,
  ) {}

  openStaffSession(manager: EntityManager, staffId: string, response: Response): Promise<void> {
    return this.open(manager, 'staff', { staffId, partyId: null, deviceId: null }, response);
  }

  openResidentSession(manager: EntityManager, partyId: string, response: Response): Promise<void> {
    return this.open(manager, 'resident', { staffId: null, partyId, deviceId: null }, response);
  }

  openDeviceSession(manager: EntityManager, deviceId: string, response: Response): Promise<void> {
    return this.open(manager, 'device', { staffId: null, partyId: null, deviceId }, response);
  }

  /**
   * The actor that a request's cookies stand for. A page that serves one kind says which
   * (`x-acting-as`); otherwise staff comes before resident before device.
   */
  async actorOf(cookieHeader: string | undefined, actingAs: string | undefined): Promise<Actor> {
    const cookies = parseCookie(cookieHeader ?? '');
    const kinds: Kind[] = isKind(actingAs) ? [actingAs] : ['staff', 'resident', 'device'];
    for (const kind of kinds) {
      const token = cookies[COOKIES[kind]];
      if (!token) continue;
      const actor = await this.repository.findActor(this.source.manager, kind, hash(token), this.clock.now());
      if (actor) return actor;
    }
    return ANONYMOUS;
  }

  async close(cookieHeader: string | undefined, kind: Kind, response: Response): Promise<void> {
    const token = parseCookie(cookieHeader ?? '')[COOKIES[kind]];
    if (token) await this.repository.remove(this.source.manager, hash(token));
    response.clearCookie(COOKIES[kind], this.cookieOptions());
  }

  private async open(
    manager: EntityManager,
    kind: Kind,
    owner: { staffId: string | null; partyId: string | null; deviceId: string | null },
    response: Response,
  ): Promise<void> {
    const token = randomBytes(32).toString('base64url');
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + LIFE_MS[kind]);
    await this.repository.insert(manager, { tokenHash: hash(token), kind, ...owner, createdAt, expiresAt });
    response.cookie(COOKIES[kind], token, { ...this.cookieOptions(), maxAge: LIFE_MS[kind] });
  }

  private cookieOptions() {
    const secure = this.config.TLS_KEY_FILE !== undefined || this.config.TRUST_PROXY;
    return { httpOnly: true, sameSite: 'strict', path: '/', secure } as const;
  }
}

const hash = (token: string): string => createHash('sha256').update(token).digest('hex');
const isKind = (value: string | undefined): value is Kind =>
  value === 'staff' || value === 'resident' || value === 'device';
