import fc from 'fast-check';
import { FINE_SET as fine } from '../../../test/support/checks';
import {
  CHECK_CAUSES,
  CHECK_LIMITS,
  gradeOfCause,
  judgeCheck,
  partOfCause,
  provesMended,
  type CheckMeasures,
  type LineMeasures,
} from './room-check';

const withLine = (part: Partial<LineMeasures>): CheckMeasures => ({ ...fine, line: { ...fine.line, ...part } });

describe('the word for a check of a set', () => {
  it('is good where every part is', () => {
    expect(judgeCheck(fine)).toEqual({
      grade: 'good',
      parts: { camera: 'good', microphone: 'good', speaker: 'good', line: 'good' },
      causes: [],
    });
  });

  it.each<[string, CheckMeasures, string]>([
    ['no camera', { ...fine, camera: { state: 'missing', brightness: null, contrast: null } }, 'cameraMissing'],
    ['a camera forbidden', { ...fine, camera: { state: 'denied', brightness: null, contrast: null } }, 'cameraDenied'],
    ['no picture', { ...fine, camera: { state: 'blocked', brightness: null, contrast: null } }, 'cameraBlocked'],
    ['a black picture', { ...fine, camera: { state: 'on', brightness: 3, contrast: 1 } }, 'cameraDark'],
    ['a picture of one colour', { ...fine, camera: { state: 'on', brightness: 90, contrast: 1 } }, 'cameraCovered'],
    ['no microphone', { ...fine, microphone: { state: 'missing', peak: null, spokenTo: true } }, 'microphoneMissing'],
    ['silence', { ...fine, microphone: { state: 'on', peak: 0, spokenTo: true } }, 'microphoneSilent'],
    ['a faint voice', { ...fine, microphone: { state: 'on', peak: 0.01, spokenTo: true } }, 'microphoneQuiet'],
    ['no loudspeaker', { ...fine, speaker: { state: 'missing', riseDb: null } }, 'speakerMissing'],
    ['a tone that did not come back', { ...fine, speaker: { state: 'notHeard', riseDb: 0 } }, 'speakerNotHeard'],
    ['a tone in noise', { ...fine, speaker: { state: 'unclear', riseDb: 7 } }, 'speakerUnclear'],
    ['no node', withLine({ reached: false }), 'lineUnreached'],
    ['loss upwards', withLine({ lossUp: CHECK_LIMITS.badLoss }), 'lineLossBad'],
    ['some loss downwards', withLine({ lossDown: CHECK_LIMITS.weakLoss }), 'lineLossWeak'],
    ['a long way', withLine({ roundTripMs: CHECK_LIMITS.badRoundTripMs }), 'lineDelayBad'],
    ['a longish way', withLine({ roundTripMs: CHECK_LIMITS.weakRoundTripMs }), 'lineDelayWeak'],
    ['an uneven line', withLine({ jitterMs: CHECK_LIMITS.weakJitterMs }), 'lineJitter'],
    ['a line for sound alone', withLine({ upKbps: CHECK_LIMITS.badKbps }), 'lineNarrowWeak'],
    ['a line too narrow for sound', withLine({ downKbps: CHECK_LIMITS.badKbps - 1 }), 'lineNarrowBad'],
    ['TCP in place of UDP', withLine({ protocol: 'tcp' }), 'lineTcp'],
  ])('names %s, as bad as it is', (_what, measures, cause) => {
    const { causes, grade, parts } = judgeCheck(measures);
    expect(causes).toEqual([cause]);
    const found = causes[0] ?? 'lineTcp';
    expect(grade).toBe(gradeOfCause(found));
    expect(parts[partOfCause(found)]).toBe(gradeOfCause(found));
  });

  it('says nothing of a silent room where nobody was asked to speak', () => {
    expect(judgeCheck({ ...fine, microphone: { state: 'on', peak: 0, spokenTo: false } }).causes).toEqual([]);
  });

  it('says nothing of a line that was not tried', () => {
    expect(judgeCheck({ ...fine, line: null }).grade).toBe('good');
  });

  it('names the worst first, and is as bad as the worst', () => {
    const { causes, grade } = judgeCheck({
      ...withLine({ protocol: 'tcp' }),
      speaker: { state: 'notHeard', riseDb: 0 },
    });
    expect(causes).toEqual(['speakerNotHeard', 'lineTcp']);
    expect(grade).toBe('bad');
  });

  it('never gets better by more loss, delay or less width', () => {
    const rank = { good: 0, weak: 1, bad: 2 } as const;
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, fc.nat(2000), fc.nat(2000), (loss, more, trip, longer) => {
        const one = judgeCheck(withLine({ lossUp: loss, roundTripMs: trip })).grade;
        const other = judgeCheck(withLine({ lossUp: Math.min(1, loss + more), roundTripMs: trip + longer })).grade;
        expect(rank[other]).toBeGreaterThanOrEqual(rank[one]);
      }),
    );
  });
});

describe('what a later check proves', () => {
  it('is that every cause is gone when all is good', () => {
    for (const cause of CHECK_CAUSES) expect(provesMended(cause, fine)).toBe(true);
  });

  it('is nothing of a line or loudspeaker that was not tried', () => {
    const untried: CheckMeasures = { ...fine, line: null, speaker: { state: 'untried', riseDb: null } };
    expect(provesMended('lineLossBad', untried)).toBe(false);
    expect(provesMended('speakerNotHeard', untried)).toBe(false);
  });

  it('is nothing of a silent microphone while nobody speaks, unless it heard the tone', () => {
    const alone = { state: 'on', peak: 0, spokenTo: false } as const;
    const deaf: CheckMeasures = { ...fine, microphone: alone, speaker: { state: 'notHeard', riseDb: 0 } };
    expect(provesMended('microphoneSilent', deaf)).toBe(false);
    expect(provesMended('microphoneSilent', { ...fine, microphone: alone })).toBe(true);
  });
});
