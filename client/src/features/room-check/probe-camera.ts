import type { CheckMeasures } from '@domain/room-check';

const ARRIVES_WITHIN_MS = 5_000;
const WIDTH = 32;
const HEIGHT = 18;

/** Looks at the picture of an open camera: whether there is one, how bright, and how much there is to see in it. */
export async function lookAt(track: MediaStreamTrack, signal: AbortSignal): Promise<CheckMeasures['camera']> {
  const video = document.createElement('video');
  video.muted = true;
  video.autoplay = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  try {
    if (!(await pictureArrives(video, signal))) return { state: 'blocked', brightness: null, contrast: null };
    const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
    const brush = canvas.getContext('2d');
    if (!brush) return { state: 'on', brightness: null, contrast: null };
    brush.drawImage(video, 0, 0, WIDTH, HEIGHT);
    return { state: 'on', ...lightOf(brush.getImageData(0, 0, WIDTH, HEIGHT).data) };
  } finally {
    video.srcObject = null;
  }
}

/** A shutter or a privacy switch mutes the track: it is open, and nothing arrives. */
function pictureArrives(video: HTMLVideoElement, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const done = (arrived: boolean) => {
      clearTimeout(timer);
      resolve(arrived);
    };
    const timer = setTimeout(() => done(false), ARRIVES_WITHIN_MS);
    video.onloadeddata = () => done(true);
    signal.addEventListener('abort', () => done(false), { once: true });
  });
}

/** Mean brightness of a picture's points, 0 to 255, and how far they differ from it (standard deviation). */
export function lightOf(points: ArrayLike<number>): { brightness: number; contrast: number } {
  const count = Math.floor(points.length / 4);
  const brightnessOf = (index: number): number =>
    0.299 * (points[index * 4] ?? 0) + 0.587 * (points[index * 4 + 1] ?? 0) + 0.114 * (points[index * 4 + 2] ?? 0);
  let sum = 0;
  let squares = 0;
  for (let index = 0; index < count; index += 1) {
    const light = brightnessOf(index);
    sum += light;
    squares += light * light;
  }
  const brightness = count === 0 ? 0 : sum / count;
  const contrast = count === 0 ? 0 : Math.sqrt(Math.max(0, squares / count - brightness * brightness));
  return { brightness: Math.round(brightness), contrast: Math.round(contrast) };
}
