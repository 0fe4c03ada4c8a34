import fc from 'fast-check';
import { DomainError } from './errors';
import { NEXT_STEPS, OUTCOMES } from './outcome';
import {
  canMove,
  FINAL_STATES,
  moveRequest,
  REQUEST_TRANSITIONS,
  stateAfterOutcome,
  statesBefore,
} from './request-machine';
import { REQUEST_STATES, type RequestState } from './request-state';

const reachableFrom = (start: RequestState): Set<RequestState> => {
  const seen = new Set<RequestState>([start]);
  for (const state of seen) for (const next of REQUEST_TRANSITIONS[state]) seen.add(next);
  return seen;
};

describe('request machine', () => {
  it('every state is reached from registration', () => {
    expect([...reachableFrom('REGISTERED')].sort()).toEqual([...REQUEST_STATES].sort());
  });

  it('every state that is not final has an exit, and a way to a final state', () => {
    for (const state of REQUEST_STATES.filter((one) => !FINAL_STATES.has(one))) {
      expect(REQUEST_TRANSITIONS[state].length).toBeGreaterThan(0);
      expect([...reachableFrom(state)].some((one) => FINAL_STATES.has(one))).toBe(true);
    }
  });

  it('a final state can at most be reopened', () => {
    for (const state of FINAL_STATES)
      expect(REQUEST_TRANSITIONS[state].filter((one) => one !== 'REOPENED')).toEqual([]);
  });

  it('no state follows itself, and none is listed twice', () => {
    for (const state of REQUEST_STATES) {
      expect(REQUEST_TRANSITIONS[state]).not.toContain(state);
      expect(new Set(REQUEST_TRANSITIONS[state]).size).toBe(REQUEST_TRANSITIONS[state].length);
    }
  });

  it('the main line of the journey can be walked to its end', () => {
    const line = [
      'REGISTERED TRIAGED SCHEDULED NOTIFIED CONFIRMED CHECKED_IN WAITING IN_SESSION PAUSED IN_SESSION ADJOURNED',
      'SCHEDULED NOTIFIED CONFIRMED CHECKED_IN WAITING IN_SESSION CONCLUDED FOLLOW_UP_DUE FOLLOWED_UP CLOSED',
    ];
    const states = line.join(' ').split(' ') as RequestState[];
    expect(states.reduce((from, to) => moveRequest(from, to))).toBe('CLOSED');
  });

  it('a walk-in goes straight to check-in, and a moved appointment is notified again', () => {
    expect(canMove('REGISTERED', 'CHECKED_IN')).toBe(true);
    expect(canMove('CONFIRMED', 'SCHEDULED')).toBe(true);
  });

  it('nothing closes before it was concluded, answered elsewhere, or missed', () => {
    expect(statesBefore('CLOSED')).toEqual(['CONCLUDED', 'FOLLOWED_UP', 'TRANSFERRED', 'NO_SHOW', 'REOPENED']);
  });

  it('refuses every other move with STATE_FORBIDS and both states', () => {
    const state = fc.constantFrom(...REQUEST_STATES);
    fc.assert(
      fc.property(state, state, (from, to) => {
        if (canMove(from, to)) return expect(moveRequest(from, to)).toBe(to);
        let refusal: unknown;
        try {
          moveRequest(from, to);
        } catch (error) {
          refusal = error;
        }
        expect(refusal).toBeInstanceOf(DomainError);
        expect(refusal).toMatchObject({ code: 'STATE_FORBIDS', params: { from, to } });
      }),
    );
  });

  it('every outcome leads from a session to a state that may follow it, or to a missed appointment', () => {
    for (const outcome of OUTCOMES) {
      for (const nextStep of NEXT_STEPS) {
        const to = stateAfterOutcome(outcome, nextStep);
        expect(canMove(outcome === 'NO_SHOW' ? 'WAITING' : 'IN_SESSION', to)).toBe(true);
      }
    }
  });
});
