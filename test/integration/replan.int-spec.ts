import type { ClashReport, ReplanProposal } from '@contracts/http/replan';
import type { RequestView } from '@contracts/http/requests';
import { freshBureau } from '../support/bureau';
import { anonymous, asStaff } from '../support/client';
import { createOfficial } from '../support/county';
import { makeAway } from '../support/diary';
import { THREE, at } from '../support/placing';
import { refusedBy } from '../support/refused';
import { consultation, resident } from '../support/registering';
import { Replanning } from '../support/replanning';

const bureau = freshBureau();
const { register } = bureau;
const replanning = new Replanning(bureau);

const clashes = async (who = bureau.scheduler) => (await who.get<ClashReport>('/api/clashes')).body.clashes;

describe('the clash report', () => {
  it('names what is gone, and a clerk sees what concerns the own station', async () => {
    const request = await register(consultation(bureau.county, 1, { startsAt: THREE.startsAt }));
    expect(await clashes()).toEqual([]);
    await makeAway(bureau.database, bureau.county.hukou.resourceId, at('06:00'), at('10:00'));
    expect(await clashes()).toMatchObject([
      {
        appointmentId: request.appointment?.id,
        requestNo: request.no,
        startsAt: THREE.startsAt,
        officialName: 'hukou-1',
        stationNames: ['甲派出所'],
        partyNames: ['居民甲-001'],
        confirmed: false,
        causes: [{ resourceName: 'hukou-1', kind: 'official', cause: 'absent', reason: '演练' }],
      },
    ]);
    expect(await clashes(bureau.clerk)).toHaveLength(1);
    expect(await clashes(await asStaff(bureau.app, bureau.county.stations[1].clerkId))).toEqual([]);
  });

  it('is for those who may act on it; a clerk cannot re-plan', async () => {
    const host = await asStaff(bureau.app, bureau.county.hukou.staffId);
    expect((await host.get('/api/clashes')).error.code).toBe('NOT_ALLOWED');
    const change = {
      appointmentId: bureau.county.bureauId,
      version: 1,
      startsAt: THREE.startsAt,
      officialId: bureau.county.bureauId,
    };
    const deeds = [
      () => bureau.clerk.post('/api/replan/preview'),
      () => bureau.clerk.postOnce('/api/replan/unplaced'),
      () =>
        bureau.clerk.postOnce('/api/replan/accept', {
          changes: [{ ...change, roomIds: [bureau.county.bureauId], interpreterIds: [] }],
        }),
    ];
    for (const deed of deeds) expect((await refusedBy(bureau.app, deed)).code).toBe('NOT_ALLOWED');
  });
});

describe('when an official drops out', () => {
  it('another takes over at the same time and place, and no resident hears of it', async () => {
    const request = await register(consultation(bureau.county, 1, { startsAt: THREE.startsAt }));
    const other = await createOfficial(bureau.database, 'hukou-2', 'householdRegistration', ['HUKOU']);
    await makeAway(bureau.database, bureau.county.hukou.resourceId, at('06:00'), at('10:00'));
    const before = await replanning.told(request);
    const plan = await replanning.preview();
    expect(plan.proposals).toMatchObject([
      {
        appointmentId: request.appointment?.id,
        kind: 'official',
        startsAt: THREE.startsAt,
        officialName: 'hukou-2',
        distanceKm: null,
      },
    ]);
    expect(await replanning.accept(plan.proposals)).toEqual({ changed: [request.appointment?.id], refused: [] });
    const now = await replanning.read(request);
    expect(now.appointment).toMatchObject({
      id: request.appointment?.id,
      startsAt: THREE.startsAt,
      officialId: other.resourceId,
    });
    expect(await replanning.told(request)).toEqual(before);
    expect(await clashes()).toEqual([]);
  });

  it('officials change places for it where nobody is free, and both changes stand or fall together', async () => {
    const generalist = await createOfficial(bureau.database, 'general-1', 'petition', ['HUKOU', 'COMPLAINT']);
    const hukou = await register(consultation(bureau.county, 1, { startsAt: THREE.startsAt }));
    const parties = [resident(2, bureau.county.stations[1].id)];
    const complaint = (
      await anonymous(bureau.app).postOnce<RequestView>(
        '/api/requests',
        consultation(bureau.county, 2, { topic: 'COMPLAINT', channel: 'web', parties, startsAt: THREE.startsAt }),
      )
    ).body;
    // Whoever was chosen: the household matter with its specialist, the complaint with the generalist.
    await bureau.scheduler.postOnce(`/api/requests/${hukou.id}/place`, {
      startsAt: THREE.startsAt,
      officialId: bureau.county.hukou.resourceId,
    });
    await bureau.scheduler.postOnce(`/api/requests/${complaint.id}/place`, {
      startsAt: THREE.startsAt,
      officialId: generalist.resourceId,
    });
    await makeAway(bureau.database, bureau.county.hukou.resourceId, at('06:00'), at('10:00'));
    const plan = await replanning.preview();
    const mine = plan.proposals.find(({ requestId }) => requestId === hukou.id);
    expect(plan.proposals.map(({ kind }) => kind)).toEqual(['official', 'official']);
    const alone = await replanning.accept(mine ? [mine] : []);
    expect(alone).toMatchObject({ changed: [], refused: [{ code: 'SLOT_TAKEN', params: { resource: 'official' } }] });
    const both = await replanning.accept(plan.proposals);
    expect(both).toMatchObject({ refused: [] });
    expect((await replanning.read(hukou)).appointment?.officialId).toBe(generalist.resourceId);
    expect((await replanning.read(complaint)).appointment?.officialId).toBe(bureau.county.petition.resourceId);
  });

  it('and nobody else can, another time is proposed within the promise: one new notice, no old reminder', async () => {
    const request = await register(consultation(bureau.county, 1, { startsAt: at('02:30') }));
    await makeAway(bureau.database, bureau.county.hukou.resourceId, at('02:00'), at('04:00'));
    const plan = await replanning.preview();
    expect(plan.proposals).toMatchObject([{ kind: 'time', startsAt: at('06:00') }]);
    await replanning.accept(plan.proposals);
    const now = await replanning.read(request);
    expect(now.appointment).toMatchObject({ startsAt: at('06:00'), reason: { code: 'replanned' } });
    expect(now.appointment?.id).not.toBe(request.appointment?.id);
    expect(await replanning.told(request)).toEqual([
      { kind: 'booked', state: 'cancelled', appointment: request.appointment?.id },
      { kind: 'moved', state: 'pending', appointment: now.appointment?.id },
    ]);
    expect((await replanning.remindedOf(request)).filter((start) => start !== at('06:00'))).toEqual([]);
  });

  it('for longer than the promise, the first time after it is proposed and said to be late', async () => {
    const request = await register(consultation(bureau.county, 1, { startsAt: THREE.startsAt }));
    await makeAway(bureau.database, bureau.county.hukou.resourceId, at('01:00'), at('12:00', '2026-11-25'));
    const { proposals } = await replanning.preview();
    expect(proposals).toMatchObject([
      { kind: 'time', startsAt: at('00:30', '2026-11-26'), reason: { params: { pastPromise: 1 } } },
    ]);
    expect((await replanning.accept(proposals)).changed).toEqual([request.appointment?.id]);
  });

  it('for good, the appointment is helpless, and its reason says so', async () => {
    const request = await register(consultation(bureau.county, 1, { startsAt: THREE.startsAt }));
    await makeAway(bureau.database, bureau.county.hukou.resourceId, at('01:00'), at('12:00', '2027-02-28'));
    const { proposals, helpless } = await replanning.preview();
    expect(proposals).toEqual([]);
    expect(helpless).toMatchObject([
      { appointmentId: request.appointment?.id, reason: { code: 'noOfficialFree', nextStartsAt: null } },
    ]);
  });
});

describe('accepting', () => {
  it('takes each change alone: a stale one keeps its appointment, the other is made, and a repetition does nothing', async () => {
    const first = await register(consultation(bureau.county, 1, { startsAt: THREE.startsAt }));
    const second = await register(consultation(bureau.county, 2, { startsAt: at('07:30') }));
    const other = await createOfficial(bureau.database, 'hukou-2', 'householdRegistration', ['HUKOU']);
    await makeAway(bureau.database, bureau.county.hukou.resourceId, at('06:00'), at('10:00'));
    const { proposals } = await replanning.preview();
    expect(proposals).toHaveLength(2);
    const [one, two] = proposals as [ReplanProposal, ReplanProposal];
    const key = 'one-and-the-same-key';
    const asked = [{ ...one, version: one.version + 1 }, two];
    const answer = await replanning.accept(asked, key);
    expect(answer).toMatchObject({
      changed: [second.appointment?.id],
      refused: [{ appointmentId: first.appointment?.id, code: 'STALE_VERSION' }],
    });
    expect((await replanning.read(first)).appointment).toEqual(first.appointment);
    expect((await replanning.read(second)).appointment?.officialId).toBe(other.resourceId);
    const world = await bureau.database.countRows();
    expect(await replanning.accept(asked, key)).toEqual(answer);
    expect(await bureau.database.countRows()).toEqual(world);
  });

  it('checks every rule again: what became impossible since is refused, and nothing changes', async () => {
    const request = await register(consultation(bureau.county, 1, { startsAt: THREE.startsAt }));
    const other = await createOfficial(bureau.database, 'hukou-2', 'householdRegistration', ['HUKOU']);
    await makeAway(bureau.database, bureau.county.hukou.resourceId, at('06:00'), at('10:00'));
    const { proposals } = await replanning.preview();
    await makeAway(bureau.database, other.resourceId, at('06:00'), at('10:00'));
    const before = [await replanning.read(request), await replanning.told(request), await replanning.roomsOf(request)];
    expect(await replanning.accept(proposals)).toMatchObject({ changed: [], refused: [{ code: 'OFFICIAL_AWAY' }] });
    expect([await replanning.read(request), await replanning.told(request), await replanning.roomsOf(request)]).toEqual(
      before,
    );
  });
});
