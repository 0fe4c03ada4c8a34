import fc from 'fast-check';
import {
  afterCut,
  initialUplink,
  nextUplink,
  type CameraShare,
  type UplinkReading,
  type UplinkState,
} from './uplink-policy';

const good: UplinkReading = { availableKbps: 2_000, voiceLost: 0, voiceResent: 0 };
const narrow: UplinkReading = { ...good, availableKbps: 100 };
const after = (state: UplinkState, reading: UplinkReading, times: number): UplinkState =>
  Array.from({ length: times }).reduce<UplinkState>((now) => nextUplink(now, reading), state);
/** Seconds until the camera is sent like this again. */
const secondsUntil = (share: CameraShare, state: UplinkState, reading: UplinkReading): number => {
  let [now, seconds] = [state, 0];
  for (; now.share !== share; seconds += 1) now = nextUplink(now, reading);
  return seconds;
};

describe('the camera on a narrow line', () => {
  it('is held after two bad seconds where not even the smallest picture fits beside the voice', () => {
    expect(after(initialUplink, narrow, 1).share).toBe('full');
    expect(after(initialUplink, narrow, 2).share).toBe('held');
  });

  it('is made small where only that fits, and stays so', () => {
    expect(after(initialUplink, { ...good, availableKbps: 170 }, 60).share).toBe('small');
  });

  it('is made small when the voice loses packets, and held only where there is no room either', () => {
    const lossy = { ...good, voiceLost: 0.2 };
    expect(after(initialUplink, lossy, 60).share).toBe('small');
    expect(after(after(initialUplink, lossy, 2), { ...lossy, availableKbps: 200 }, 2).share).toBe('held');
  });

  it('stays on a line that loses packets and has room, for those are sent again', () => {
    expect(after(initialUplink, { ...good, voiceLost: 0.02, voiceResent: 0.15 }, 60).share).toBe('full');
  });

  it('is not touched by one bad reading between good ones', () => {
    const seen = after(nextUplink(after(initialUplink, narrow, 1), good), narrow, 1);
    expect(seen.share).toBe('full');
  });

  it('comes back though a held camera lets nobody know how much the line carries, and the estimate may grow', () => {
    const held = after(initialUplink, narrow, 2);
    const tried = after(held, narrow, 8);
    expect(tried.share).toBe('small');
    // The browser keeps a small picture within its estimate, which grows slowly: that alone harms nobody.
    expect(after(tried, narrow, 60).share).toBe('small');
    expect(after(after(tried, narrow, 5), good, 8).share).toBe('full');
  });

  it('goes on after a cut as before it, while the estimate grows again', () => {
    expect(after(afterCut(initialUplink), narrow, 9).share).toBe('full');
    expect(after(after(afterCut(initialUplink), narrow, 9), good, 60).share).toBe('full');
  });

  it('is held at the first sign of harm while it is small', () => {
    const tried = after(after(initialUplink, narrow, 2), narrow, 8);
    expect(nextUplink(tried, { ...narrow, voiceResent: 0.1 }).share).toBe('held');
    expect(nextUplink(tried, { ...narrow, voiceLost: 0.2 }).share).toBe('held');
  });

  it('waits longer after each relapse, but never so long that a line that is well stays without for half a minute', () => {
    let state = after(initialUplink, narrow, 2);
    const waits: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      waits.push(secondsUntil('small', state, good));
      state = after(state, narrow, waits.at(-1) ?? 0);
      state = nextUplink(state, { ...narrow, voiceResent: 0.2 });
    }
    expect(waits).toEqual([8, 16, 24, 24]);
  });

  it('is sent in full again on a good line, whatever was before', () => {
    const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
    const reading = fc.record({
      availableKbps: fc.option(fc.integer({ min: 0, max: 3_000 })),
      voiceLost: share,
      voiceResent: share,
    });
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 90 }), (readings) => {
        const state = readings.reduce(nextUplink, initialUplink);
        expect(secondsUntil('full', state, good)).toBeLessThanOrEqual(48);
        if (state.share === 'held') expect(secondsUntil('small', state, good)).toBeLessThanOrEqual(24);
      }),
    );
  });

  it('is left alone where the browser says nothing', () => {
    const nothing = { availableKbps: null, voiceLost: null, voiceResent: null };
    expect(after(initialUplink, nothing, 30)).toEqual(initialUplink);
  });
});
