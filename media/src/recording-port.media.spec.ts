import { randomUUID } from 'node:crypto';
import type { RecordingLamp } from '@contracts/media/signalling';
import { guest, host, party, TestHouse } from '../test-support/house';
import { Table } from '../test-support/table';
import { LAMP_OFF, noRecorder, type CallRecorder, type RecorderOptions } from './recording-port';

/** A recorder that stores nothing but what it is told. */
class Notebook implements CallRecorder {
  readonly notes: string[] = [];
  lamp: RecordingLamp = LAMP_OFF;
  up = true;
  readonly stored: { done: () => void }[] = [];

  constructor(readonly options: RecorderOptions) {}

  readonly wanted = (wish: string): void => this.#note('wanted', wish);
  readonly producing: CallRecorder['producing'] = ({ producing, space }) =>
    this.#note('producing', producing.source, space);
  readonly ended: CallRecorder['ended'] = ({ source }) => this.#note('ended', source);
  readonly moved: CallRecorder['moved'] = (moves) => {
    for (const { from, to, producings } of moves) {
      this.#note('moved', from, to, ...producings.map(({ source }) => source));
    }
    // By now the space is the new one, and nobody of the old one listens any more.
    for (const { producing, space } of this.options.heard()) {
      if (moves.some(({ seat }) => seat === producing.seat)) this.#note('heard', producing.source, space);
    }
  };
  readonly happened: CallRecorder['happened'] = ({ kind }) => this.#note('happened', kind);
  readonly suspended = (on: boolean): void => this.#note('suspended', String(on));
  readonly state = (space: string): RecordingLamp => ({ ...this.lamp, restricted: space.startsWith('caucus') });
  readonly owns = (): boolean => false;
  readonly ready = (): boolean => this.up;
  readonly close = (reason: string): Promise<void> => {
    this.#note('close', reason);
    return Promise.resolve();
  };

  #note(...words: string[]): void {
    this.notes.push(words.join(' '));
  }
}

describe('what a call tells its recorder', () => {
  const books = new Map<string, Notebook>();
  let house: TestHouse;
  let table: Table;

  beforeAll(async () => {
    const recorder = (options: RecorderOptions): CallRecorder => {
      const book = new Notebook(options);
      books.set(options.callId, book);
      return book;
    };
    house = await TestHouse.open(undefined, { recorder });
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    table = await Table.lay(house, { a: { recording: 'required' } });
  });

  const book = (): Notebook => {
    const found = books.get(table.callId);
    if (!found) throw new Error('every call has a recorder');
    return found;
  };

  it('is what is sent where, what happens, who moves, pauses, and the end, as it happens', async () => {
    const { host: official, a } = table.peers;
    book().notes.splice(0);
    await table.move(table.people.a, 'plenary');
    await official.ask('caucus.open', { side: 'A' });
    await official.ask('call.suspend');
    await official.ask('call.resume');
    await a.ask('producer.close', { producerId: table.call.getPeer(a.seat).producings.get('microphone')?.producer.id });
    await a.publish('microphone');
    await official.ask('call.end');
    await official.until(() => official.over.includes('ended'));
    const waiting = `waiting:${a.seat}`;
    expect(book().notes).toEqual([
      ...[`moved ${waiting} plenary microphone`, 'heard microphone plenary'],
      ...['happened peerMoved', 'happened callStarted', 'happened caucusOpened'],
      ...['moved plenary caucus:A microphone', 'moved plenary caucus:A microphone'],
      ...['heard microphone caucus:A', 'heard microphone caucus:A', 'happened peerMoved', 'happened peerMoved'],
      ...['suspended true', 'happened callSuspended', 'suspended false', 'happened callResumed'],
      ...['ended microphone', 'producing microphone caucus:A', 'close host'],
      ...['ended microphone', 'happened peerLeft', 'ended microphone', 'happened peerLeft', 'ended microphone'],
      'happened peerLeft',
    ]);
  });

  it('is asked for as much as any ticket asked, and never for less', async () => {
    await house.arrive(table.callId, party('B', { recording: 'on' }));
    expect(book().notes.filter((note) => note.startsWith('wanted'))).toEqual([
      'wanted off',
      ...['required', 'required', 'required'].map((wish) => `wanted ${wish}`),
    ]);
  });

  it('lets no party in, by no way, while it must record and cannot', async () => {
    book().up = false;
    const { host: official } = table.peers;
    const { seat } = table.people.b;
    expect(await table.refusal(official, 'peer.move', { seat, space: 'plenary' })).toBe('RECORDER_AWAY');
    expect(await table.refusal(official, 'caucus.open', { side: 'A' })).toBe('RECORDER_AWAY');
    expect(await table.refusal(official, 'caucus.invite', { side: 'A' })).toBe('RECORDER_AWAY');
    const straight = party('A', { space: 'plenary' });
    const peer = await house.arrive(table.callId, straight);
    expect(peer.joined?.state.mySpace).toBe(`waiting:${straight.seat}`);
    const expert = guest('expert');
    await house.arrive(table.callId, expert);
    await table.move(expert, 'plenary');
    book().up = true;
    await official.ask('peer.move', { seat, space: 'plenary' });
    expect(table.call.record.startedAt).not.toBeNull();
  });

  it('holds nobody where they are once they talk: they may leave a caucus though it fails', async () => {
    await table.admit();
    book().up = false;
    await table.peers.host.ask('caucus.open', { side: 'A' });
    await table.peers.host.ask('caucus.close');
    expect(table.spaceOf(table.people.a)).toBe('plenary');
  });

  it('comes back as the lamp of each space', async () => {
    await table.admit();
    const { host: official, a, b } = table.peers;
    await official.ask('caucus.open', { side: 'A' });
    book().lamp = { state: 'on', restricted: false, since: new Date().toISOString(), storedSegments: 3 };
    book().options.changed();
    await a.until(() => a.state?.recording.state === 'on');
    expect(a.state?.recording).toMatchObject({ restricted: true, storedSegments: 3 });
    await b.until(() => b.state?.recording.state === 'on');
    expect(b.state?.recording.restricted).toBe(false);
  });

  it('is nothing where nobody records, and the lamp is off', async () => {
    const other = await TestHouse.open();
    const callId = randomUUID();
    const [official, resident] = [host(), party('A', { recording: 'required' })];
    const peer = await other.arrive(callId, official);
    await other.arrive(callId, resident);
    expect(peer.state?.recording).toEqual(LAMP_OFF);
    await expect(peer.ask('peer.move', { seat: resident.seat, space: 'plenary' })).rejects.toThrow('RECORDER_AWAY');
    const none = noRecorder(book().options);
    expect([none.ready(), none.state('plenary')]).toEqual([false, LAMP_OFF]);
    await other.close();
  });
});
