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
