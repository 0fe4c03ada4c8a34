import { iceAdvice, turnCredential } from './ice-servers';

const SEAT = '7d2f3a5e-4b6c-4d8e-9f10-112233445566';
const NOW = Date.parse('2026-11-24T01:00:00.000Z');
const turn = {
  urls: ['turn:relay:3478?transport=tcp'],
  secret: 'a-secret-of-sixteen',
  lifeSeconds: 3_600,
  only: false,
};
const fixed = [{ urls: ['stun:relay:3478'] }];

describe('an account on the TURN server', () => {
  it('has the password that the published vector of HMAC-SHA1 gives (RFC 2202, case 2)', () => {
    const digest = Buffer.from('effcdf6ae5eb2fa2d27416d5f184df9c259a7c79', 'hex').toString('base64');
    expect(turnCredential('Jefe', 'what do ya want for nothing?')).toBe(digest);
  });

  it('ends with its time, belongs to one seat, and cannot be made longer by who holds it', () => {
    const [, account] = iceAdvice({ iceServers: fixed, turn }, SEAT, NOW).iceServers;
    expect(account?.username).toBe(`${NOW / 1000 + 3_600}:${SEAT}`);
    expect(account?.credential).toBe(turnCredential(turn.secret, account?.username ?? ''));
    const longer = `${NOW / 1000 + 7_200}:${SEAT}`;
    expect(account?.credential).not.toBe(turnCredential(turn.secret, longer));
  });

  it('stands beside the fixed servers, and is the only way where the node is reached by nothing else', () => {
    expect(iceAdvice({ iceServers: fixed, turn }, SEAT, NOW)).toMatchObject({
      iceServers: [{ urls: ['stun:relay:3478'] }, { urls: turn.urls }],
      iceTransportPolicy: 'all',
    });
    expect(iceAdvice({ iceServers: [], turn: { ...turn, only: true } }, SEAT, NOW).iceTransportPolicy).toBe('relay');
    expect(iceAdvice({ iceServers: fixed, turn: null }, SEAT, NOW)).toEqual({
      iceServers: fixed,
      iceTransportPolicy: 'all',
    });
  });
});
