import type { DeviceTask, StationDevice } from '@contracts/http/devices';
import { conditionOf, countsOf, worstFirst } from './worst-first';

const task = (cause: DeviceTask['cause'], openedAt = '2026-11-24T01:00:00.000Z') => ({ cause, openedAt }) as DeviceTask;
const room = (roomId: string, health: StationDevice['health'], tasks: DeviceTask[] = []) =>
  ({ roomId, health, tasks }) as StationDevice;

describe('the rooms of the county', () => {
  const good = room('good', 'good');
  const weak = room('weak', 'weak', [task('lineTcp')]);
  const unpaired = room('unpaired', 'unpaired');
  const offline = room('offline', 'offline', [task('speakerUnclear')]);
  const broken = room('broken', 'offline', [task('lineTcp'), task('microphoneMissing')]);
  const longBroken = room('longBroken', 'weak', [task('speakerNotHeard', '2026-11-23T01:00:00.000Z')]);

  it('stand worst first, the longest broken before all', () => {
    const shown = worstFirst([good, weak, unpaired, offline, broken, longBroken]).map(({ roomId }) => roomId);
    expect(shown).toEqual(['longBroken', 'broken', 'offline', 'unpaired', 'weak', 'good']);
  });

  it('are broken only by what stops a talk', () => {
    expect(conditionOf(weak)).toBe('weak');
    expect(conditionOf(broken)).toBe('broken');
  });

  it('are counted by how they are', () => {
    expect(countsOf([good, weak, broken, good])).toEqual({ broken: 1, offline: 0, unpaired: 0, weak: 1, good: 2 });
  });
});
