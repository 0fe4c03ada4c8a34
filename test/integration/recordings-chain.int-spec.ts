import type { RecordingAlarms, RecordingSummary } from '@contracts/http/recordings';
import { CallEventsService } from '../../server/src/sessions/call-events.service';
import { RecordingWatch } from '../../server/src/recordings/alarms/recording-watch';
import { after, beginTalk, deliver, endTalk, writeTalk, type RecordedTalk } from '../support/recordings';
import { teller } from '../support/visits';

let talk: RecordedTalk;
beforeEach(async () => {
  talk = await beginTalk();
});
afterEach(() => talk.app.stop());

const rows = () =>
  talk.app.database.query<{ index: number; hash: string; intact: boolean }>(
    'SELECT index, hash, intact FROM recording_entry ORDER BY strand, index',
  );
const summary = async () =>
  (await talk.official.get<RecordingSummary>(`/api/sessions/${talk.sessionId}/recording`)).body;
const openAlarms = async () => (await talk.official.get<RecordingAlarms>('/api/recordings/alarms')).body.alarms;
const audited = (action: string) =>
  talk.app.database.query('SELECT 1 FROM audit_event WHERE action = $1 AND subject_id = $2', [action, talk.sessionId]);

describe('links of the evidence chain', () => {
  it('are kept once each, in whatever order and however often they are told', async () => {
    const { strand } = writeTalk(talk);
    await deliver(talk, strand, (entries) => entries.toReversed());
    await deliver(talk, strand);
    expect((await rows()).map(({ hash }) => hash)).toEqual(strand.entries.map(({ hash }) => hash));
    expect((await rows()).every(({ intact }) => intact)).toBe(true);
    expect(await openAlarms()).toEqual([]);
    expect((await summary()).scopes).toMatchObject([
      { scope: 'plenary', from: after(1), to: after(21), tracks: 2, mayOpen: true },
      { scope: 'caucus:A', from: after(22), to: after(32), tracks: 1, mayOpen: true },
    ]);
  });

  it('fill no list of events and call no screen', async () => {
    const before = await talk.app.database.query('SELECT 1 FROM session_event');
    await deliver(talk, writeTalk(talk).strand);
    expect(await talk.app.database.query('SELECT 1 FROM session_event')).toHaveLength(before.length);
  });

  it('that were altered on their way are kept, marked and alarmed', async () => {
    const { strand } = writeTalk(talk);
    const first = strand.entries[1];
    if (!first) throw new Error('the strand has links');
    strand.entries[1] = { ...first, at: after(2) };
    await deliver(talk, strand);
    expect((await rows()).map(({ intact }) => intact).indexOf(false)).toBe(1);
    expect(await rows()).toHaveLength(strand.entries.length);
    expect(await openAlarms()).toMatchObject([{ kind: 'chainBroken', reason: 'node-1 1' }]);
    expect(await audited('recording.chainBroken')).toHaveLength(1);
  });

  it('that contradict what stands in their place change nothing of it, and are alarmed', async () => {
    const { strand } = writeTalk(talk);
    await deliver(talk, strand);
    const before = await rows();
    const forged = writeTalk(talk).strand;
    await deliver(talk, forged, (entries) => entries.slice(1, 2));
    expect(await rows()).toEqual(before);
    expect(await openAlarms()).toMatchObject([{ kind: 'chainBroken' }]);
  });

  it('cannot be changed or deleted, not even by hand', async () => {
    await deliver(talk, writeTalk(talk).strand);
    const before = await rows();
    for (const deed of ['UPDATE recording_entry SET intact = false', 'DELETE FROM recording_entry']) {
      await expect(talk.app.database.query(deed)).rejects.toThrow('append-only');
    }
    await expect(talk.app.database.query('TRUNCATE recording_entry')).rejects.toThrow('append-only');
    expect(await rows()).toEqual(before);
  });

  it('of a call that nobody knows are left alone', async () => {
    const stranger = teller(talk.app, crypto.randomUUID());
    const entry = writeTalk(talk).strand.entries[0];
    if (!entry) throw new Error('the strand has links');
    await talk.app.app.get(CallEventsService).apply(stranger.event({ kind: 'chained', entry }));
    expect(await rows()).toEqual([]);
  });
});

describe('a recording that stops', () => {
  const state = (kind: 'on' | 'failed', seconds: number, reason: string | null = null) =>
    talk.tell({ kind: 'recording', scope: 'plenary', state: kind, reason }, after(seconds));

  it('is alarmed at once when the node says so, and the alarm closes when a file comes again', async () => {
    await state('failed', 5, 'disk full');
    expect(await openAlarms()).toMatchObject([{ kind: 'failed', scope: 'plenary', reason: 'disk full' }]);
    expect((await summary()).state).toBe('away');
    await deliver(talk, writeTalk(talk).strand);
    expect(await openAlarms()).toEqual([]);
    expect((await summary()).state).toBe('on');
    expect(await audited('recording.failed')).toHaveLength(1);
  });

  it('is alarmed once, however often it is told', async () => {
    await state('failed', 5);
    await state('failed', 6);
    expect(await openAlarms()).toHaveLength(1);
  });

  it('is not alarmed by news that were overtaken: it runs again already', async () => {
    await state('on', 9);
    await state('failed', 5);
    expect(await openAlarms()).toEqual([]);
  });

  it('is not closed by a file that ended before it stopped', async () => {
    await state('failed', 35);
    await deliver(talk, writeTalk(talk).strand);
    expect(await openAlarms()).toHaveLength(1);
  });

  it('is seen by the duty leader and the auditor, and not by officials of other calls', async () => {
    await state('failed', 5);
    const count = async (staffId: string) =>
      (await (await talk.as(staffId)).get<RecordingAlarms>('/api/recordings/alarms')).body.alarms.length;
    expect(await count(talk.county.dutyLeaderId)).toBe(1);
    expect(await count(talk.county.auditorId)).toBe(1);
    expect(await count(talk.county.hukou.staffId)).toBe(0);
  });
});

describe('the watch over a call that must be recorded', () => {
  let watch: RecordingWatch;
  const sweepAt = (seconds: number) => {
    talk.app.stopClock(after(seconds));
    return watch.sweep();
  };
  beforeEach(async () => {
    watch = talk.app.app.get(RecordingWatch);
    await sweepAt(0);
  });

  it('raises an alarm when no file came for 25 seconds, even though the node says nothing', async () => {
    expect(await sweepAt(24)).toBe(0);
    expect(await sweepAt(26)).toBe(1);
    expect(await sweepAt(31)).toBe(0);
    expect(await openAlarms()).toMatchObject([{ kind: 'silent', hostName: 'mediator-1' }]);
    expect(await audited('recording.silent')).toHaveLength(1);
  });

  it('closes it by itself when files come again', async () => {
    await sweepAt(26);
    talk.app.stopClock(after(33));
    await deliver(talk, writeTalk(talk).strand);
    expect(await openAlarms()).toEqual([]);
    expect(await sweepAt(40)).toBe(0);
    expect(await sweepAt(59)).toBe(1);
  });

  it('is patient while the talk is suspended, and while nobody talks with anybody', async () => {
    await deliver(talk, writeTalk(talk).strand, (entries) => entries.slice(0, 1));
    await talk.tell({ kind: 'callSuspended' }, after(5));
    expect(await sweepAt(60)).toBe(0);
    await talk.tell({ kind: 'callResumed' }, after(60));
    await talk.tell({ kind: 'peerLeft', seat: talk.seats.a, reason: 'lost' }, after(61));
    await talk.tell(
      { kind: 'peerMoved', seat: talk.seats.b, from: 'plenary', to: `waiting:${talk.seats.b}` },
      after(62),
    );
    expect(await sweepAt(120)).toBe(0);
  });

  it('waits for a private talk to be recorded again until it is over', async () => {
    await talk.tell({ kind: 'caucusOpened', side: 'A' }, after(3));
    await talk.tell({ kind: 'recording', scope: 'caucus:A', state: 'failed', reason: null }, after(5));
    await sweepAt(10);
    expect(await openAlarms()).toMatchObject([{ kind: 'failed', scope: 'caucus:A' }]);
    await talk.tell({ kind: 'caucusClosed', side: 'A' }, after(12));
    await sweepAt(15);
    expect(await openAlarms()).toEqual([]);
  });

  it('ends with the call', async () => {
    await sweepAt(26);
    await endTalk(talk);
    expect(await sweepAt(80)).toBe(0);
    expect(await openAlarms()).toEqual([]);
  });
});
