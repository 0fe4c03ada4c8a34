import { troubleOf } from './trouble';

describe('what is wrong with the set before a person', () => {
  it('is that they are not seen, whether the camera is missing or forbidden', () => {
    for (const camera of ['missing', 'denied'] as const) {
      expect(troubleOf({ camera, microphone: 'on' })).toBe('unseen');
    }
  });

  it('is that they are not heard, though they are seen', () => {
    expect(troubleOf({ camera: 'on', microphone: 'missing' })).toBe('unheard');
  });

  it('is both', () => {
    expect(troubleOf({ camera: 'missing', microphone: 'denied' })).toBe('neither');
  });

  it('is nothing while the devices are being opened, or the microphone was muted', () => {
    expect(troubleOf({ camera: 'off', microphone: 'off' })).toBeNull();
    expect(troubleOf({ camera: 'on', microphone: 'off' })).toBeNull();
  });
});
