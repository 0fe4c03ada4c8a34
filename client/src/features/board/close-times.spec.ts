import { instantsOf, kindsFor, presetTime } from './close-times';

const NOW = Date.parse('2026-11-24T01:57:00.000Z');
const ON = '2026-11-26';

describe('times that are closed or opened', () => {
  it('are the bureau’s, whatever the computer’s zone', () => {
    expect(instantsOf({ on: ON, from: '14:00', to: '17:30' })).toEqual({
      startsAt: '2026-11-26T06:00:00.000Z',
      endsAt: '2026-11-26T09:30:00.000Z',
    });
  });

  it('may reach to midnight, and are read as people type them', () => {
    const midnight = { startsAt: '2026-11-26T04:00:00.000Z', endsAt: '2026-11-26T16:00:00.000Z' };
    expect(instantsOf({ on: ON, from: '12:00', to: '24:00' })).toEqual(midnight);
    expect(instantsOf({ on: ON, from: '12：00', to: ' 24:00' })).toEqual(midnight);
    expect(instantsOf({ on: ON, from: '0:00', to: '9:30' })?.endsAt).toBe('2026-11-26T01:30:00.000Z');
  });

  it('are nothing while unfinished or backwards', () => {
    expect(instantsOf({ on: ON, from: '14:00', to: '13:00' })).toBeNull();
    expect(instantsOf({ on: ON, from: '14:00', to: '14:00' })).toBeNull();
    expect(instantsOf({ on: ON, from: '', to: '14:00' })).toBeNull();
    expect(instantsOf({ on: ON, from: '12:00', to: '25:00' })).toBeNull();
    expect(instantsOf({ on: ON, from: '12:00', to: '12:75' })).toBeNull();
    expect(instantsOf({ on: '', from: '12:00', to: '14:00' })).toBeNull();
  });

  it('are offered as people say them', () => {
    expect(presetTime('afternoon', ON, NOW)).toEqual({ on: ON, from: '12:00', to: '24:00' });
    expect(presetTime('morning', ON, NOW)).toEqual({ on: ON, from: '00:00', to: '12:00' });
    expect(presetTime('rest', ON, NOW)).toEqual({ on: '2026-11-24', from: '09:57', to: '24:00' });
  });

  it('have reasons of people for people and of rooms for rooms', () => {
    expect(kindsFor('official', false)).toEqual(['leave', 'training']);
    expect(kindsFor('room', false)).toEqual(['closure', 'fault']);
    expect(kindsFor('room', true)).toEqual(['opening']);
  });
});
