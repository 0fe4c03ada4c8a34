import { randomUUID } from 'node:crypto';
import { host, party, type Person, type TestHouse } from './house';
import type { Refused, TestPeer } from './test-peer';

/** One call with a host and a party of each side, who wait; each speaks. */
export class Table {
  private constructor(
    readonly house: TestHouse,
    readonly callId: string,
    readonly people: Readonly<{ host: Person; a: Person; b: Person }>,
    readonly peers: { host: TestPeer; a: TestPeer; b: TestPeer },
  ) {}

  static async lay(house: TestHouse, wishes: { a?: Partial<Person>; b?: Partial<Person> } = {}): Promise<Table> {
    const callId = randomUUID();
    const people = { host: host(), a: { ...party('A'), ...wishes.a }, b: { ...party('B'), ...wishes.b } };
    const peers = {
      host: await house.arrive(callId, people.host),
      a: await house.arrive(callId, people.a),
      b: await house.arrive(callId, people.b),
    };
    for (const peer of Object.values(peers)) await peer.publish();
    return new Table(house, callId, people, peers);
  }

  get call() {
    return this.house.call(this.callId);
  }

  /** Everyone talks in the plenary. */
  async admit(): Promise<void> {
    await this.move(this.people.a, 'plenary');
    await this.move(this.people.b, 'plenary');
    const { host: official, a, b } = this.people;
    await this.peers.host.hearing(a.seat, b.seat);
    await this.peers.a.hearing(official.seat, b.seat);
    await this.peers.b.hearing(official.seat, a.seat);
  }

  async move(person: Pick<Person, 'seat'>, space: string): Promise<void> {
    await this.peers.host.ask('peer.move', { seat: person.seat, space });
  }

  spaceOf(person: Pick<Person, 'seat'>): string | undefined {
    return this.call.record.places.get(person.seat)?.space;
  }

  /** All of the call that a message could change. */
  async world(): Promise<unknown> {
    const { call } = this;
    return {
      record: structuredClone({ ...call.record }),
      peers: [...call.peers.values()].map((peer) => ({
        seat: peer.seat,
        transports: [peer.transport('send')?.id, peer.transport('receive')?.id],
        sources: [...peer.producings.values()].map(({ producer }) => [producer.id, producer.paused]),
        listenings: [...peer.listenings.keys()],
      })),
      router: await call.router.dump(),
    };
  }

  /** The code a message is refused with, or `accepted`; whatever is refused must have changed nothing. */
  async refusal(peer: TestPeer, message: string, payload?: unknown): Promise<string> {
    const before = await this.world();
    const code = await peer.ask(message, payload).then(
      () => 'accepted',
      (error: Refused) => error.code,
    );
    if (code !== 'accepted') expect(await this.world()).toEqual(before);
    return code;
  }
}
