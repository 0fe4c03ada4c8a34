import type { DeviceState } from './call-snapshot';

export interface DeviceWish {
  cameraId?: string | undefined;
  microphoneId?: string | undefined;
}

/** What could be opened. A track is null where its state is not `on`. */
export interface LocalMedia {
  microphone: MediaStreamTrack | null;
  camera: MediaStreamTrack | null;
  microphoneState: DeviceState;
  cameraState: DeviceState;
}

const exact = (deviceId: string | undefined): MediaTrackConstraints =>
  deviceId ? { deviceId: { exact: deviceId } } : {};

const microphoneWish = (deviceId?: string): MediaTrackConstraints => ({
  ...exact(deviceId),
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
});

const cameraWish = (deviceId?: string): MediaTrackConstraints => ({
  ...exact(deviceId),
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
});

/** Asks the browser. A page that is not secure has no devices at all: the browser forbids them. */
export async function request(constraints: MediaStreamConstraints): Promise<MediaStream | 'denied' | 'missing'> {
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (!devices) return 'denied';
  try {
    return await devices.getUserMedia(constraints);
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    return name === 'NotAllowedError' || name === 'SecurityError' ? 'denied' : 'missing';
  }
}

async function withoutVanished(
  wish: (deviceId?: string) => MediaTrackConstraints,
  kind: 'audio' | 'video',
  deviceId: string | undefined,
): Promise<{ track: MediaStreamTrack | null; state: DeviceState }> {
  let answer = await request({ [kind]: wish(deviceId) });
  // A chosen device may have been pulled out since: any other is better than none.
  if (answer === 'missing' && deviceId) answer = await request({ [kind]: wish() });
  if (typeof answer === 'string') return { track: null, state: answer };
  return { track: answer.getTracks()[0] ?? null, state: 'on' };
}

/** Opens the microphone alone. */
export const openMicrophone = (deviceId?: string) => withoutVanished(microphoneWish, 'audio', deviceId);
/** Opens the camera alone. */
export const openCamera = (deviceId?: string) => withoutVanished(cameraWish, 'video', deviceId);

/**
 * Opens microphone and camera with one question to the person, and each alone where both together
 * are not to be had. Never throws: without either, the person still sees and hears the others.
 */
export async function openLocalMedia(wish: DeviceWish = {}): Promise<LocalMedia> {
  const both = await request({ audio: microphoneWish(wish.microphoneId), video: cameraWish(wish.cameraId) });
  if (typeof both !== 'string') {
    const microphone = both.getAudioTracks()[0] ?? null;
    const camera = both.getVideoTracks()[0] ?? null;
    return { microphone, camera, microphoneState: 'on', cameraState: 'on' };
  }
  const microphone = await openMicrophone(wish.microphoneId);
  const camera = await openCamera(wish.cameraId);
  return {
    microphone: microphone.track,
    camera: camera.track,
    microphoneState: microphone.state,
    cameraState: camera.state,
  };
}

export interface DeviceChoice {
  id: string;
  label: string;
}

export interface DeviceCheck {
  camera: 'ok' | 'denied' | 'missing' | 'dark';
  microphone: 'ok' | 'denied' | 'missing' | 'silent';
  /** Loudest moment while listening, 0 to 1. */
  microphoneLevel: number;
  speaker: 'ok' | 'missing';
  cameras: DeviceChoice[];
  microphones: DeviceChoice[];
}

export interface DeviceCheckOptions extends DeviceWish {
  /** How long to listen for a voice. */
  listenMs?: number;
  /** Told of the level, 0 to 1, some twenty times a second, for a moving bar. */
  onLevel?: (level: number) => void;
  /** Given the live camera picture, to show it while the check runs; it ends with the check. */
  onPicture?: (stream: MediaStream) => void;
}

/** Below this a microphone that should hear a room is switched off or broken. */
const SILENCE = 0.004;

/**
 * Camera, microphone and speaker, before a call: opens them, listens, and closes them again.
 * The outcome is one word a device, so that a clerk can be told in words what to do.
 */
export async function checkDevices(options: DeviceCheckOptions = {}): Promise<DeviceCheck> {
  const media = await openLocalMedia(options);
  try {
    if (media.camera) options.onPicture?.(new MediaStream([media.camera]));
    const [level, lit] = await Promise.all([
      media.microphone ? listen(media.microphone, options.listenMs ?? 2_000, options.onLevel) : Promise.resolve(0),
      media.camera ? showsPicture(media.camera) : Promise.resolve(false),
    ]);
    const known = navigator.mediaDevices ? await navigator.mediaDevices.enumerateDevices() : [];
    const choices = (kind: MediaDeviceKind): DeviceChoice[] =>
      known.filter((one) => one.kind === kind && one.deviceId).map((one) => ({ id: one.deviceId, label: one.label }));
    return {
      camera:
        media.cameraState === 'on'
          ? lit
            ? 'ok'
            : 'dark'
          : media.cameraState === 'off'
            ? 'missing'
            : media.cameraState,
      microphone:
        media.microphoneState === 'on'
          ? level > SILENCE
            ? 'ok'
            : 'silent'
          : media.microphoneState === 'off'
            ? 'missing'
            : media.microphoneState,
      microphoneLevel: level,
      // Firefox and Safari do not list speakers: only a list without any is a sign.
      speaker:
        known.some((one) => one.kind === 'audiooutput') || !('setSinkId' in HTMLMediaElement.prototype)
          ? 'ok'
          : 'missing',
      cameras: choices('videoinput'),
      microphones: choices('audioinput'),
    };
  } finally {
    media.microphone?.stop();
    media.camera?.stop();
  }
}

/** Loudest moment of a track within `forMs`, 0 to 1. */
async function listen(track: MediaStreamTrack, forMs: number, onLevel?: (level: number) => void): Promise<number> {
  const context = new AudioContext();
  try {
    const analyser = context.createAnalyser();
    analyser.fftSize = 1024;
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const wave = new Float32Array(analyser.fftSize);
    let loudest = 0;
    await new Promise<void>((resolve) => {
      const started = performance.now();
      const timer = setInterval(() => {
        analyser.getFloatTimeDomainData(wave);
        const level = wave.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
        loudest = Math.max(loudest, level);
        onLevel?.(Math.min(1, level));
        if (performance.now() - started < forMs) return;
        clearInterval(timer);
        resolve();
      }, 50);
    });
    return Math.min(1, loudest);
  } finally {
    await context.close();
  }
}

/** Whether a camera gives a picture at all: an open cover or a cable half out shows as none, or as plain black. */
async function showsPicture(track: MediaStreamTrack): Promise<boolean> {
  const video = document.createElement('video');
  video.muted = true;
  video.autoplay = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  const arrived = new Promise<boolean>((resolve) => {
    video.onloadeddata = () => resolve(true);
    setTimeout(() => resolve(false), 5_000);
  });
  try {
    if (!(await arrived)) return false;
    const canvas = new OffscreenCanvas(32, 18);
    const brush = canvas.getContext('2d');
    if (!brush) return true;
    brush.drawImage(video, 0, 0, 32, 18);
    return brush.getImageData(0, 0, 32, 18).data.some((value, at) => at % 4 !== 3 && value > 16);
  } finally {
    video.srcObject = null;
  }
}

/** Plays two short soft tones, for the question "do you hear this?". Resolves when they have ended. */
export async function playTestTone(): Promise<void> {
  const context = new AudioContext();
  try {
    const gain = context.createGain();
    gain.gain.value = 0.15;
    gain.connect(context.destination);
    const tones = [523, 659].map((frequency, at) => {
      const tone = context.createOscillator();
      tone.frequency.value = frequency;
      tone.connect(gain);
      tone.start(context.currentTime + at * 0.4);
      tone.stop(context.currentTime + at * 0.4 + 0.35);
      return new Promise<void>((resolve) => (tone.onended = () => resolve()));
    });
    await Promise.all(tones);
  } finally {
    await context.close();
  }
}
