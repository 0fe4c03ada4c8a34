import type { RecordingKeeping } from '@contracts/http/recording-keeping';
import type { RecordingFinding } from '@contracts/http/recordings';
import { storedOf } from './stored';

const AT = '2026-11-24T18:00:30.000Z';
const round = (segments: number): RecordingKeeping['rounds'][number] => ({
  finishedAt: AT,
  byName: null,
  recordings: 3,
  segments,
  findings: 0,
  purged: 0,
});
const finding = (kind: RecordingFinding['kind'], number: number) => ({
  id: `${kind}-${number}`,
  sessionId: null,
  requestNo: '20261124-0007',
  kind,
  scope: null,
  trackId: null,
  number,
  foundAt: AT,
  lastSeenAt: AT,
});

describe('expected against stored', () => {
  it('is nothing before the first round', () => {
    expect(storedOf({ rounds: [], findings: [] })).toBeNull();
  });

  it('is the last round’s files less those that are amiss; a call never recorded has no file to miss', () => {
    const findings = [
      finding('missing', 1),
      finding('truncated', 2),
      finding('missing', 3),
      finding('neverRecorded', 0),
    ];
    expect(storedOf({ rounds: [round(120), round(90)], findings })).toEqual({
      expected: 120,
      whole: 117,
      of: { neverRecorded: 1, missing: 2, empty: 0, truncated: 1, hashDiffers: 0, chainBroken: 0 },
    });
  });
});
