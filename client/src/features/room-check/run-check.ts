import type { CheckOccasion } from '@contracts/http/devices';
import type { CheckMeasures } from '@domain/room-check';
import { readLineTicket } from './check-api';
import { lookAt } from './probe-camera';
import { probeLine } from './probe-line';
import { Ear } from './probe-sound';
import { openBareMicrophone, openCamera } from './raw-media';

export const CHECK_STEPS = ['camera', 'microphone', 'speaker', 'line'] as const;
export type CheckStep = (typeof CHECK_STEPS)[number];

export interface CheckWatcher {
  onStep(step: CheckStep): void;
  /** The camera's picture while the check runs; null once it is closed. */
  onPicture(stream: MediaStream | null): void;
  onLevel(level: number): void;
  onLine(share: number): void;
  /** What is known so far. */
  onFound(part: Partial<CheckMeasures>): void;
}

const SPEAK_MS = 4_000;
const ALONE_MS = 600;

/**
 * The whole check: camera, microphone, loudspeaker, line, one after the other. With nobody there nobody is
 * asked to speak. Resolves with null when it was aborted; all that it opened is closed in any case.
 */
export async function runCheck(
  occasion: CheckOccasion,
  signal: AbortSignal,
  watcher: CheckWatcher,
): Promise<CheckMeasures | null> {
  const opened: MediaStreamTrack[] = [];
  const hold = <T extends MediaStreamTrack | string>(track: T): T => {
    if (typeof track !== 'string') opened.push(track);
    return track;
  };
  try {
    watcher.onStep('camera');
    const cameraTrack = hold(await openCamera());
    if (typeof cameraTrack !== 'string') watcher.onPicture(new MediaStream([cameraTrack]));
    const camera: CheckMeasures['camera'] =
      typeof cameraTrack === 'string'
        ? { state: cameraTrack, brightness: null, contrast: null }
        : await lookAt(cameraTrack, signal);
    if (signal.aborted) return null;
    watcher.onFound({ camera });

    watcher.onStep('microphone');
    const sound = await checkSound(hold(await openBareMicrophone()), occasion, signal, watcher);
    if (signal.aborted) return null;

    watcher.onStep('line');
    const line = await probeLine({ getTicket: readLineTicket, signal, onProgress: (share) => watcher.onLine(share) });
    if (signal.aborted) return null;
    watcher.onFound({ line });
    return { camera, ...sound, line };
  } finally {
    for (const track of opened) track.stop();
    watcher.onPicture(null);
  }
}

type Sound = Pick<CheckMeasures, 'microphone' | 'speaker'>;

async function checkSound(
  track: MediaStreamTrack | 'denied' | 'missing',
  occasion: CheckOccasion,
  signal: AbortSignal,
  watcher: CheckWatcher,
): Promise<Sound> {
  const spokenTo = occasion === 'byHand';
  const speakerless = await lacksSpeaker();
  if (typeof track === 'string') {
    const microphone: CheckMeasures['microphone'] = { state: track, peak: null, spokenTo };
    // Without an ear nobody can tell whether it sounds.
    const speaker: CheckMeasures['speaker'] = { state: speakerless ? 'missing' : 'untried', riseDb: null };
    watcher.onFound({ microphone, speaker });
    return { microphone, speaker };
  }
  const ear = await Ear.open(track);
  try {
    const peak = await ear.loudest(spokenTo ? SPEAK_MS : ALONE_MS, signal, (level) => watcher.onLevel(level));
    const microphone: CheckMeasures['microphone'] = { state: 'on', peak: Math.round(peak * 1000) / 1000, spokenTo };
    watcher.onFound({ microphone });
    watcher.onStep('speaker');
    const speaker: CheckMeasures['speaker'] = speakerless
      ? { state: 'missing', riseDb: null }
      : await ear.hearsTone(signal);
    watcher.onFound({ speaker });
    return { microphone, speaker };
  } finally {
    await ear.close();
  }
}

/** Some browsers do not list loudspeakers at all; only a list without any is a sign. */
async function lacksSpeaker(): Promise<boolean> {
  const known = navigator.mediaDevices ? await navigator.mediaDevices.enumerateDevices() : [];
  return known.every(({ kind }) => kind !== 'audiooutput') && 'setSinkId' in HTMLMediaElement.prototype;
}
