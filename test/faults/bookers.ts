import { randomUUID } from 'node:crypto';
import { openSession } from '../support/client';
import { KeepAlive } from '../support/keep-alive';
import { registrationOf, slotDeck, type Card } from '../support/slot-deck';
import type { ServerProcess, Stage } from '../support/stage';
import { writeWideCounty } from '../support/wide-county';
import type { Journal } from './journal';

const PATIENCE_MS = 90_000;
/** A client whose try failed looks again after so long, as a browser's page does. */
const AGAIN_MS = 50;

export interface Bookers {
  /** Answers that said no. */
  readonly refused: number;
  /** The longest time that any answer took, a refusal included. */
  readonly slowestMs: number;
  /** Statuses other than 201, with how often each came. */
  readonly refusals: ReadonlyMap<string, number>;
  /** Books `count` more cards over 32 connections; each is tried with its key until it is acknowledged. */
  book(count: number): Promise<void>;
  /** One try of one card. */
  tryOnce(card: Card, key: string): Promise<boolean>;
  nextCard(): Card;
  /** Whoever waits gives up, and nobody begins again. */
  stop(): void;
}

/** Clerks of a wide county who book free slots and write down what they are told. */
export async function gatherBookers(stage: Stage, server: ServerProcess, journal: Journal): Promise<Bookers> {
  const county = await writeWideCounty(stage, { stations: 120, officials: 90 });
  const deck = slotDeck(county, stage.now());
  const running = stage.running(server);
  const cookies = new Map<string, string>();
  for (const { clerkId } of county.stations) cookies.set(clerkId, await openSession(running, 'staff', clerkId));
  const http = new KeepAlive(server.url, 32);
  const refusals = new Map<string, number>();
  let dealt = 0;
  let refused = 0;
  let slowestMs = 0;
  let stopped = false;

  const nextCard = (): Card => {
    const card = deck[dealt];
    dealt += 1;
    if (!card) throw new Error('the county is fully booked');
    return card;
  };
  const tryOnce = async (card: Card, key: string): Promise<boolean> => {
    const since = performance.now();
    const cookie = cookies.get(card.station.clerkId) ?? '';
    const body = JSON.stringify({ ...registrationOf(card), summary: key });
    const headers = { 'idempotency-key': key, cookie };
    const reply = await http
      .send('POST', '/api/requests', { body, headers, patienceMs: PATIENCE_MS })
      .catch(() => null);
    if (!reply) return false;
    if (reply.status === 201) journal.write(key, reply.text);
    slowestMs = Math.max(slowestMs, performance.now() - since);
    if (reply.status === 201) return true;
    refused += 1;
    const said = `${reply.status} ${/"code":"(\w+)"/.exec(reply.text)?.[1] ?? ''}`;
    refusals.set(said, (refusals.get(said) ?? 0) + 1);
    return false;
  };
  return {
    get refused() {
      return refused;
    },
    get slowestMs() {
      return slowestMs;
    },
    refusals,
    nextCard,
    tryOnce,
    stop: () => {
      stopped = true;
      http.close();
    },
    book: async (count) => {
      let left = count;
      await Promise.all(
        Array.from({ length: 32 }, async () => {
          while (left > 0 && !stopped) {
            left -= 1;
            const card = nextCard();
            const key = randomUUID();
            while (!stopped && !(await tryOnce(card, key)))
              await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
          }
        }),
      );
    },
  };
}
