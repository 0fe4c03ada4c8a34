import { RegistrationQueue, withoutHold, type StoredRegistration, type TextStore } from './offline-queue';

function memory(): TextStore & { values: Map<string, string> } {
  const values = new Map<string, string>();
  return {
    values,
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => void values.set(name, value),
  };
}

const typed = (key: string): StoredRegistration => ({
  key,
  typedAt: '2026-11-24T01:57:00.000Z',
  input: { channel: 'station', topic: 'HUKOU', parties: [] },
  refusedWith: null,
});

describe('registrations kept while the line is down', () => {
  it('survive a reload of the page', () => {
    const store = memory();
    new RegistrationQueue(store, 'clerk-1').add(typed('a'));
    expect(new RegistrationQueue(store, 'clerk-1').list().map(({ key }) => key)).toEqual(['a']);
  });

  it('are sent oldest first, each with its own key, and leave the computer once registered', async () => {
    const queue = new RegistrationQueue(memory(), 'clerk-1');
    queue.add(typed('a'));
    queue.add(typed('b'));
    const sent: string[] = [];
    const registered = await queue.drain(({ key }) => {
      sent.push(key);
      return Promise.resolve({ kind: 'registered' });
    });
    expect(sent).toEqual(['a', 'b']);
    expect(registered).toBe(2);
    expect(queue.list()).toEqual([]);
  });

  it('stay, all of them, when the line is still down', async () => {
    const queue = new RegistrationQueue(memory(), 'clerk-1');
    queue.add(typed('a'));
    queue.add(typed('b'));
    const sent: string[] = [];
    await queue.drain(({ key }) => {
      sent.push(key);
      return Promise.resolve({ kind: 'offline' });
    });
    expect(sent).toEqual(['a']);
    expect(queue.list()).toHaveLength(2);
  });

  it('keep a refused one with its code, go on with the next and never send it again by themselves', async () => {
    const queue = new RegistrationQueue(memory(), 'clerk-1');
    queue.add(typed('a'));
    queue.add(typed('b'));
    await queue.drain(({ key }) =>
      Promise.resolve(key === 'a' ? { kind: 'refused', code: 'GUARDIAN_MISSING' } : { kind: 'registered' }),
    );
    expect(queue.list()).toEqual([{ ...typed('a'), refusedWith: 'GUARDIAN_MISSING' }]);
    await queue.drain(() => Promise.reject(new Error('must not be sent')));
    expect(queue.list()).toHaveLength(1);
  });

  it('go on without a hold that has run out, under one other key, always the same', () => {
    const held = { key: 'a1', input: { ...typed('a').input, startsAt: '2026-11-24T02:00:00Z', holdId: 'h' } };
    const bare = withoutHold(held);
    expect(bare).toMatchObject({ key: '01', input: { startsAt: '2026-11-24T02:00:00Z' } });
    expect(bare?.input).not.toHaveProperty('holdId');
    expect(withoutHold(held)).toEqual(bare);
    expect(withoutHold(typed('a'))).toBeNull();
  });

  it('keep one entry for one key', () => {
    const queue = new RegistrationQueue(memory(), 'clerk-1');
    queue.add(typed('a'));
    queue.add(typed('a'));
    expect(queue.list()).toHaveLength(1);
  });

  it('are not shown to another clerk of the same computer', () => {
    const store = memory();
    new RegistrationQueue(store, 'clerk-1').add(typed('a'));
    expect(new RegistrationQueue(store, 'clerk-2').list()).toEqual([]);
  });

  it('read as none when the stored text is damaged', () => {
    const store = memory();
    store.setItem('video-home.registrations.clerk-1', '{"half');
    expect(new RegistrationQueue(store, 'clerk-1').list()).toEqual([]);
  });
});
