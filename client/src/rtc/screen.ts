import { request } from './devices';

/**
 * A camera that looks down on papers: still, and as sharp as it can be. Null when there is none, or it
 * may not be used. Without an id the browser takes the one that looks away from the person.
 */
export async function openPaperCamera(deviceId?: string): Promise<MediaStreamTrack | null> {
  const answer = await request({
    video: {
      ...(deviceId ? { deviceId: { exact: deviceId } } : { facingMode: 'environment' }),
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
