import { paperCameraOf } from './paper-camera';

const camera = (deviceId: string, label = '') => ({ kind: 'videoinput' as const, deviceId, label });
const microphone = { kind: 'audioinput' as const, deviceId: 'voice', label: 'Back microphone' };

describe('the camera for papers', () => {
  it('is never the one that shows the person', () => {
    expect(paperCameraOf([camera('face'), microphone, camera('second')], 'face')).toBe('second');
    expect(paperCameraOf([microphone, camera('face')], 'face')).toBe('none');
  });

  it('is of several the one whose name says that it looks away', () => {
    const cameras = [camera('face', 'Front'), camera('virtual', 'Virtual'), camera('desk', '高拍仪')];
    expect(paperCameraOf(cameras, 'face')).toBe('desk');
  });

  it('is left to the browser while it is not known which camera shows the person', () => {
    expect(paperCameraOf([camera('one'), camera('two')], null)).toBe('any');
  });
});
