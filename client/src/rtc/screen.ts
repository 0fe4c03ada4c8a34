import { request } from './devices';
import { paperCameraOf } from './paper-camera';

export interface PaperWish {
  readonly deviceId?: string | undefined;
  /** The camera that looks at the person, if it is known. */
  readonly not: string | null;
}

/**
 * A camera that looks down on papers: still, and as sharp as it can be. Null when there is none beside the
 * person's own, or it may not be used.
 */
export async function openPaperCamera({ deviceId, not }: PaperWish): Promise<MediaStreamTrack | null> {
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (!devices) return null;
  const chosen = deviceId ?? paperCameraOf(await devices.enumerateDevices(), not);
  if (chosen === 'none') return null;
  const answer = await request({
    video: {
      ...(chosen === 'any' ? { facingMode: 'environment' } : { deviceId: { exact: chosen } }),
      width: { ideal: 1920 },
      height: { ideal: 1080 },
      frameRate: { ideal: 10, max: 15 },
    },
  });
  if (typeof answer === 'string') return null;
  const track = answer.getVideoTracks()[0] ?? null;
  if (track) track.contentHint = 'text';
  return track;
}

/** The screen or window that the person chooses, made for reading; null when they choose none or may not share. */
export async function openScreen(): Promise<MediaStreamTrack | null> {
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (!devices || !('getDisplayMedia' in devices)) return null;
  try {
    const stream = await devices.getDisplayMedia({ video: { frameRate: { ideal: 10, max: 15 } }, audio: false });
    const track = stream.getVideoTracks()[0] ?? null;
    // Sharp letters rather than smooth movement.
    if (track) track.contentHint = 'text';
    return track;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
