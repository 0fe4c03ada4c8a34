import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseOffset } from '../run/demo-clock.mjs';

const shanghai = (/** @type {string} */ time) => Date.parse(`${time}:00+08:00`);
const HOUR_MS = 3_600_000;

test('shows the real time while the bureau is open for a while yet', () => {
  for (const time of ['2026-11-23T08:45', '2026-11-23T11:00', '2026-11-27T14:00', '2026-11-27T16:30']) {
    assert.equal(chooseOffset(shanghai(time)), 0, time);
  }
});

test('is at 09:40 of the next weekday while the bureau is closed', () => {
  const cases = [
    ['2026-11-22T01:00', '2026-11-23T09:40'], // Sunday
    ['2026-11-27T17:00', '2026-11-30T09:40'], // Friday evening
    ['2026-11-24T07:00', '2026-11-24T09:40'], // early on a Tuesday
    ['2026-11-24T12:30', '2026-11-25T09:40'], // at lunch
  ];
  for (const [now = '', shown = ''] of cases) {
    const real = shanghai(now);
    assert.equal(real + chooseOffset(real), shanghai(shown), now);
  }
});

test('keeps its offset from one start to the next while that leaves the bureau open', () => {
  const sunday = shanghai('2026-11-22T20:00');
  const offsetMs = chooseOffset(sunday);
  const later = sunday + HOUR_MS;
  assert.equal(chooseOffset(later, { offsetMs, latest: later + offsetMs }), offsetMs);
});

test('never runs backwards', () => {
  const sunday = shanghai('2026-11-22T20:00');
  const offsetMs = chooseOffset(sunday);
  const latest = shanghai('2026-11-23T10:30');
  const monday = shanghai('2026-11-23T09:00');
  assert.equal(monday + chooseOffset(monday, { offsetMs, latest }), shanghai('2026-11-23T14:10'));
  const evening = shanghai('2026-11-23T15:00');
  assert.equal(chooseOffset(evening, { offsetMs, latest }), 0);
});
