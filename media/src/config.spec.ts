import { readConfig } from './config';

const least = {
  REDIS_URL: 'redis://127.0.0.1:6379',
  TICKET_SECRET: 'a-secret-of-sixteen',
  CONTROL_SECRET: 'another-of-sixteen',
};

describe('the settings of the media node', () => {
  it('starts from what is needed, with ports free-chosen and a name of its own each time', () => {
    const [one, two] = [
      readConfig({ ...least, MEDIA_NODE_ID: 'north' }),
      readConfig({ ...least, MEDIA_NODE_ID: 'north' }),
    ];
    expect(one).toMatchObject({
      port: 0,
      rtcPort: 0,
      listenIp: '127.0.0.1',
      iceServers: [],
      tls: null,
      clockOffsetMs: 0,
    });
    expect(one.nodeId).toMatch(/^north-[0-9a-f]{8}$/);
    expect(one.nodeId).not.toBe(two.nodeId);
  });

  it('uses at most four workers unless told otherwise or in production', () => {
    expect(readConfig(least).workers).toBeLessThanOrEqual(4);
    expect(readConfig({ ...least, MEDIA_WORKERS: '7' }).workers).toBe(7);
  });

  it('names each setting that is missing or wrong', () => {
    expect(() => readConfig({})).toThrow(/REDIS_URL[\s\S]*TICKET_SECRET[\s\S]*CONTROL_SECRET/);
    expect(() => readConfig({ ...least, ICE_SERVERS: 'not json' })).toThrow(/ICE_SERVERS/);
    expect(() => readConfig({ ...least, MEDIA_PORT: '70000' })).toThrow(/MEDIA_PORT/);
    expect(() => readConfig({ ...least, TLS_KEY_FILE: 'key.pem' })).toThrow(/belong together/);
  });

  it('reads TURN servers', () => {
    const ICE_SERVERS = JSON.stringify([{ urls: ['turn:turn.example:3478'], username: 'u', credential: 'c' }]);
    expect(readConfig({ ...least, ICE_SERVERS }).iceServers).toHaveLength(1);
  });

  it('makes TURN accounts only where it knows both the servers and their secret', () => {
    const TURN = { TURN_URLS: 'turn:a:3478, turns:b:5349?transport=tcp', TURN_SECRET: 'a-secret-of-sixteen' };
    expect(readConfig({ ...least, ...TURN }).turn).toEqual({
      urls: ['turn:a:3478', 'turns:b:5349?transport=tcp'],
      secret: 'a-secret-of-sixteen',
      lifeSeconds: 28_800,
      only: false,
    });
    expect(readConfig(least)).toMatchObject({ turn: null, region: null, metricsToken: undefined });
    expect(() => readConfig({ ...least, TURN_URLS: TURN.TURN_URLS })).toThrow(/belong together/);
    expect(() => readConfig({ ...least, ...TURN, TURN_URLS: 'http://a' })).toThrow(/TURN_URLS/);
    expect(() => readConfig({ ...least, TURN_ONLY: 'true' })).toThrow(/TURN_ONLY needs/);
  });
});
