export type Opened = MediaStreamTrack | 'denied' | 'missing';

async function open(constraints: MediaStreamConstraints): Promise<Opened> {
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (!devices) return 'denied';
  try {
    const stream = await devices.getUserMedia(constraints);
    return stream.getTracks()[0] ?? 'missing';
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    return name === 'NotAllowedError' || name === 'SecurityError' ? 'denied' : 'missing';
  }
}

/**
 * The microphone as it is. What a talk wants of it would spoil a check: echo cancellation takes away the very
 * tone that is to come back, and gain control makes a faint voice look loud.
 */
export const openBareMicrophone = (): Promise<Opened> =>
  open({ audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false } });

export const openCamera = (): Promise<Opened> =>
  open({ video: { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 15, max: 30 } } });
