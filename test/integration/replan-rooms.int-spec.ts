import { freshBureau } from '../support/bureau';
import { createRoom } from '../support/county';
import { THREE, at } from '../support/placing';
import { consultation, dispute } from '../support/registering';
import { Replanning } from '../support/replanning';

const bureau = freshBureau();
const { register } = bureau;
const replanning = new Replanning(bureau);

const breakRoom = (roomId: string) =>
  bureau.scheduler.post<{ clashes: number }>(`/api/rooms/${roomId}/out-of-order`, { on: true, reason: '摄像头坏了' });

describe('when a room fails', () => {
  it('another room of the station is proposed; it is told, and what was confirmed holds', async () => {
    const request = await register(consultation(bureau.county, 1, { startsAt: THREE.startsAt }));
    await bureau.database.query('UPDATE party SET confirmed_at = $2 WHERE request_id = $1', [request.id, at('01:10')]);
    const spare = await createRoom(bureau.database, bureau.county.stations[0].id);
    expect((await breakRoom(bureau.county.stations[0].roomId)).body.clashes).toBe(1);
    const { proposals, clashes: shown } = await replanning.preview();
    expect(shown).toMatchObject([{ confirmed: true, causes: [{ cause: 'outOfOrder', reason: '摄像头坏了' }] }]);
    expect(proposals).toMatchObject([{ kind: 'room', startsAt: THREE.startsAt, roomIds: [spare] }]);
    await replanning.accept(proposals);
    const now = await replanning.read(request);
    expect(now.parties[0]?.confirmedAt).toBe(at('01:10'));
    expect(await replanning.roomsOf(request)).toEqual([spare]);
    expect(await replanning.told(request)).toEqual([
      { kind: 'booked', state: 'cancelled', appointment: request.appointment?.id },
      { kind: 'moved', state: 'pending', appointment: now.appointment?.id },
    ]);
  });

  it('the nearest station is proposed with its distance, and the party is sent there', async () => {
    const [here, near, far] = bureau.county.stations;
    const places = [
      [here.id, 31.83, 104.46],
      [near.id, 31.88, 104.46],
      [far.id, 31.95, 104.46],
    ];
    for (const place of places)
      await bureau.database.query('UPDATE station SET latitude = $2, longitude = $3 WHERE id = $1', place);
    const request = await register(consultation(bureau.county, 1, { startsAt: THREE.startsAt }));
    await breakRoom(here.roomId);
    const { proposals } = await replanning.preview();
    expect(proposals).toMatchObject([
      {
        kind: 'station',
        startsAt: THREE.startsAt,
        roomIds: [near.roomId],
        stationNames: ['乙派出所'],
        distanceKm: 5.6,
      },
    ]);
    await replanning.accept(proposals);
    const now = await replanning.read(request);
    expect(now.parties[0]?.stationName).toBe('乙派出所');
    expect(await replanning.roomsOf(request)).toEqual([near.roomId]);
    expect((await replanning.told(request)).filter(({ state }) => state === 'pending')).toHaveLength(1);
    const [body] = await bureau.database.query<{ body: string }>(
      `SELECT body FROM notice WHERE request_id = $1 AND kind = 'moved' AND channel = 'slip'`,
      [request.id],
    );
    expect(body?.body).toContain('乙派出所');
  });

  it('a mediation keeps its other room, and moves as one', async () => {
    const quarrel = await register(dispute(bureau.county, { startsAt: at('06:00') }));
    const spare = await createRoom(bureau.database, bureau.county.stations[1].id);
    await breakRoom(bureau.county.stations[1].roomId);
    const { proposals } = await replanning.preview();
    expect(proposals).toMatchObject([{ kind: 'room', roomIds: [bureau.county.stations[0].roomId, spare] }]);
    await replanning.accept(proposals);
    expect(await replanning.roomsOf(quarrel)).toEqual([bureau.county.stations[0].roomId, spare].sort());
  });
});
