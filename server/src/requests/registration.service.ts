import { randomBytes, randomUUID } from 'node:crypto';
import { answerDueAt } from '@domain/answer-clock';
import { BOOKING_CODE_BYTES, bookingCode } from '@domain/booking-code';
import { DomainError, invariant } from '@domain/errors';
import { localDate } from '@domain/local-time';
import { noticeDueAt } from '@domain/notice-clock';
import { bornOnOf, checkRegistration, isMinor, requestNumber } from '@domain/registration';
import type { TopicRule, Topic } from '@domain/topic';
import type { registerRequest } from '@contracts/http/requests';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { Actor } from '../common/actor';
import { Audit } from '../common/audit';
import { Clock } from '../common/clock';
import { Sealing } from '../common/sealing';
import { Stations } from '../identity/stations';
import type { BureauEntity } from '../identity/station.entity';
import type { PartyEntity } from './party.entity';
import type { PersonEntity } from './person.entity';
import type { PartyRecord, RequestRecord } from './request-reader';
import type { RequestEntity } from './request.entity';
import { RequestRepository, type Owner, type StationFacts } from './request.repository';
import { mayInvite, mayRegister } from './requests.policy';

export type Registration = z.output<typeof registerRequest>;
type PartyOfRegistration = Registration['parties'][number];

export interface Registered {
  readonly request: RequestRecord;
  readonly parties: readonly PartyRecord[];
  readonly rule: TopicRule;
  /** Parties and guardians. */
  readonly persons: readonly Readonly<PersonEntity>[];
  readonly bureau: Readonly<BureauEntity>;
  readonly stations: readonly StationFacts[];
  readonly ownerName: string | null;
}

/** So many codes are made at once for each party; all of them taken would be a wonder. */
const CODES_A_PARTY = 3;

const SIDES = ['A', 'B'] as const;

/** 约访登记: a resident's request arrives. */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly repository: RequestRepository,
    private readonly stations: Stations,
    private readonly sealing: Sealing,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * Writes request, persons and parties in the caller's transaction; the notice is due in 24 hours.
   * Whoever registered stays first-contact owner (首接责任) until closure; on the web it is the chosen
   * station's clerk. Refuses, writing nothing, as `checkRegistration` does, and with NOT_YOURS for
   * another station's clerk, STATION_UNKNOWN, and NOT_ALLOWED for an invitation by someone who may not
   * invite or has no diary of their own.
   */
  async register(manager: EntityManager, actor: Actor, input: Registration): Promise<Registered> {
    const now = this.clock.now();
    const bureau = await this.stations.getBureau(manager);
    const today = localDate(now.getTime(), bureau.timeZone);
    const rule = checkRegistration(
      {
        ...input,
        startsAt: input.startsAt === undefined ? undefined : Date.parse(input.startsAt),
        preferredDays: input.preferredTimes.map(({ on }) => on),
      },
      now.getTime(),
      today,
    );
    const stationIds = input.parties.map(({ stationId }) => stationId);
    if (input.direction === 'bureauToResident' && !mayInvite(actor)) throw new DomainError('NOT_ALLOWED');
    if (input.direction === 'residentToBureau' && !mayRegister(actor, input.channel, stationIds))
      throw new DomainError('NOT_YOURS');
    const named = [...stationIds, input.complainedOfStationId].filter((id) => id !== undefined);
    const codes = Array.from({ length: CODES_A_PARTY * input.parties.length }, () =>
      bookingCode(randomBytes(BOOKING_CODE_BYTES)),
    );
    const { number, taken, stations } = await this.repository.terms(manager, named, codes);
    if (stations.length < new Set(named).size) throw new DomainError('STATION_UNKNOWN');
    if (input.complainedOfStaffId && !(await this.repository.staffExists(manager, input.complainedOfStaffId)))
      throw new DomainError('INPUT_INVALID', { field: 'complainedOfStaffId' });
    const invited = input.direction === 'bureauToResident';
    const hostId = invited && actor.kind === 'staff' ? await this.repository.findOwnResource(manager, actor.id) : null;
    if (invited && hostId === null) throw new DomainError('NOT_ALLOWED');
    const takesIn = input.channel !== 'web' && !invited && actor.kind === 'staff';
    const stationId = takesIn ? actor.stationId : stationIds[0];
    invariant(stationId, 'a registered request has a station');

    const owner: Owner | null =
      actor.kind === 'staff' && (invited || actor.stationId === stationId)
        ? { id: actor.id, name: actor.displayName }
        : await this.repository.findClerk(manager, stationId);

    const request: RequestEntity = {
      id: randomUUID(),
      no: requestNumber(today, number),
      bureauId: bureau.id,
      stationId,
      channel: input.channel,
      topic: input.topic as Topic,
      summary: input.summary,
      urgency: input.urgency,
      direction: input.direction,
      screened: input.screened,
      hostId,
      state: 'REGISTERED',
      preferredTimes: input.preferredTimes,
      complainedOfStationId: input.complainedOfStationId ?? null,
      complainedOfStaffId: input.complainedOfStaffId ?? null,
      serviceConsent: input.serviceConsent,
      registeredAt: now,
      registeredBy: actor.kind === 'staff' ? actor.id : null,
      firstContactOwnerId: owner?.id ?? null,
      noticeDueAt: new Date(noticeDueAt(now.getTime())),
      notifiedAt: null,
      withdrawnAt: null,
      withdrawnReason: '',
      cancelledReason: '',
      // A mediation is no question; its clock is that of the mediation rules.
      answerDueAt: rule.mode === 'consult' ? new Date(answerDueAt(now.getTime())) : null,
      answeredAt: null,
      closedAt: null,
      reopenedAt: null,
      unplaced: null,
      version: 1,
    };
    const persons: PersonEntity[] = [];
    const free = codes.filter((code) => !taken.includes(code));
    const parties = input.parties.map((party, index) => this.partyOf(party, index, request.id, today, free, persons));
    await this.repository.insert(manager, { request, persons, parties });
    await this.audit.write(manager, actor, {
      action: 'request.register',
      subjectKind: 'request',
      subjectId: request.id,
      detail: { no: request.no, channel: request.channel, topic: request.topic, parties: parties.length },
    });
    return { request, parties, rule, persons, bureau, stations, ownerName: owner?.name ?? null };
  }

  private partyOf(
    party: PartyOfRegistration,
    index: number,
    requestId: string,
    today: string,
    codes: readonly string[],
    persons: PersonEntity[],
  ): PartyEntity {
    const side = SIDES[index];
    const code = codes[index];
    // 39 random bits collide once in a very long time.
    invariant(side && code, 'no more than two parties, and a free booking code for each');
    const person = this.personOf(party, party.village, party.bornOn ?? bornOnOf(party.idNumber));
    persons.push(person);
    const guardian = party.guardian ? this.personOf(party.guardian, party.village, null) : null;
    if (guardian) persons.push(guardian);
    const needs = isMinor(party, today) ? [...new Set([...party.needs, 'minor' as const])] : [...new Set(party.needs)];
    return {
      id: randomUUID(),
      requestId,
      personId: person.id,
      guardianId: guardian?.id ?? null,
      guardianRelation: party.guardian?.relation ?? null,
      side,
      role: party.role,
      stationId: party.stationId,
      needs,
      companions: party.companions,
      bookingCode: code,
      confirmedAt: null,
      declinedAt: null,
      checkedInAt: null,
      identityCheckedAt: null,
      identityCheckedBy: null,
      consentAt: null,
    };
  }

  private personOf(
    person: Pick<PartyOfRegistration, 'name'> & Partial<PartyOfRegistration>,
    village: string,
    bornOn: string | null,
  ): PersonEntity {
    return {
      id: randomUUID(),
      name: person.name,
      idNumberSealed: person.idNumber ? this.sealing.seal(person.idNumber.toUpperCase()) : null,
      phoneSealed: person.phone ? this.sealing.seal(person.phone) : null,
      emailSealed: person.email ? this.sealing.seal(person.email) : null,
      wechatOpenIdSealed: person.wechatOpenId ? this.sealing.seal(person.wechatOpenId) : null,
      language: person.language ?? 'zh',
      village,
      bornOn,
    };
  }
}
