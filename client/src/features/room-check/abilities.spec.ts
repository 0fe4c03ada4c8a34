import { lackOf } from './abilities';

const able = {
  isSecureContext: true,
  RTCPeerConnection: class {},
  navigator: { mediaDevices: { getUserMedia: () => 0 } },
};

describe('a browser for talks', () => {
  it('lacks nothing where it has all three', () => expect(lackOf(able)).toBeNull());
  it('is first of all to be reached securely', () =>
    expect(lackOf({ isSecureContext: false, navigator: {} })).toBe('insecure'));
  it('needs calls', () => expect(lackOf({ ...able, RTCPeerConnection: undefined })).toBe('noCalls'));
  it('needs camera and microphone', () => {
    expect(lackOf({ ...able, navigator: {} })).toBe('noDevices');
    expect(lackOf({ ...able, navigator: { mediaDevices: undefined } })).toBe('noDevices');
  });
});
