import type { types } from 'mediasoup-client';
import type { Source } from '@contracts/media/signalling';

/** Three sizes of the camera, so that each listener gets what its line and its screen can take. */
const CAMERA_LAYERS: types.RtpEncodingParameters[] = [
  { rid: 'r0', scaleResolutionDownBy: 4, maxBitrate: 150_000, scalabilityMode: 'L1T3' },
  { rid: 'r1', scaleResolutionDownBy: 2, maxBitrate: 500_000, scalabilityMode: 'L1T3' },
  { rid: 'r2', scaleResolutionDownBy: 1, maxBitrate: 1_500_000, scalabilityMode: 'L1T3' },
];

/**
 * What a browser takes a line for until it has tried: on a wide one it is past this within a second, on a narrow one
 * more would stand before the first words.
 */
const START_KBPS = 300;

/** The voice goes first where the line cannot carry all. */
const VOICE: types.RtpEncodingParameters[] = [{ priority: 'high', networkPriority: 'high' }];

/** A shared screen, or paper under a camera, is for reading: one sharp picture, and rather fewer of them. */
const READING_LAYERS: types.RtpEncodingParameters[] = [{ maxBitrate: 2_500_000, maxFramerate: 15 }];

/** How a source is sent. */
export function sendingOf(source: Source): Pick<types.ProducerOptions, 'encodings' | 'codecOptions'> {
  if (source === 'camera') return { encodings: CAMERA_LAYERS, codecOptions: { videoGoogleStartBitrate: START_KBPS } };
  if (source !== 'microphone')
    return { encodings: READING_LAYERS, codecOptions: { videoGoogleStartBitrate: START_KBPS } };
  return {
    encodings: VOICE,
    codecOptions: {
      opusStereo: false,
      opusFec: true,
      opusDtx: true,
      opusNack: true,
      opusMaxAverageBitrate: 32_000,
    },
  };
}
