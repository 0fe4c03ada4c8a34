import type { types } from 'mediasoup-client';
import type { Source } from '@contracts/media/signalling';

/** Three sizes of the camera, so that each listener gets what its line and its screen can take. */
const CAMERA_LAYERS: types.RtpEncodingParameters[] = [
  { rid: 'r0', scaleResolutionDownBy: 4, maxBitrate: 150_000, scalabilityMode: 'L1T3' },
  { rid: 'r1', scaleResolutionDownBy: 2, maxBitrate: 500_000, scalabilityMode: 'L1T3' },
  { rid: 'r2', scaleResolutionDownBy: 1, maxBitrate: 1_500_000, scalabilityMode: 'L1T3' },
];

/** A shared screen is for reading: one sharp picture, and rather fewer of them. */
const SCREEN_LAYERS: types.RtpEncodingParameters[] = [{ maxBitrate: 2_500_000, maxFramerate: 15 }];

/** How a source is sent. */
export function sendingOf(source: Source): Pick<types.ProducerOptions, 'encodings' | 'codecOptions'> {
  if (source === 'camera') return { encodings: CAMERA_LAYERS, codecOptions: { videoGoogleStartBitrate: 600 } };
  if (source === 'screen') return { encodings: SCREEN_LAYERS, codecOptions: { videoGoogleStartBitrate: 1_500 } };
  return {
    codecOptions: {
      opusStereo: false,
      opusFec: true,
      opusDtx: true,
      opusNack: true,
      opusMaxAverageBitrate: 32_000,
    },
  };
}
