import type { CameraShare } from './uplink-policy';

/** How many of the camera's sizes are sent, the smallest first. */
const SIZES: Record<CameraShare, number> = { full: Infinity, small: 1, held: 0 };

/** Sends as many of the camera's sizes as the line carries. */
export async function shareCamera(sender: RTCRtpSender, share: CameraShare): Promise<void> {
  const parameters = sender.getParameters();
  parameters.encodings.forEach((encoding, at) => (encoding.active = at < SIZES[share]));
  await sender.setParameters(parameters);
}
