import type { types } from 'mediasoup';

/**
 * What every router speaks. Opus is asked to mend losses (FEC, NACK) and to be silent in silence (DTX).
 * mediasoup 3.27 forwards no `audio/red`, so there is none.
 */
export const MEDIA_CODECS: types.RouterRtpCodecCapability[] = [
  {
    kind: 'audio',
    mimeType: 'audio/opus',
    clockRate: 48_000,
    channels: 2,
    parameters: { useinbandfec: 1, usedtx: 1 },
    rtcpFeedback: [{ type: 'nack' }, { type: 'transport-cc' }],
  },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
  {
    kind: 'video',
    mimeType: 'video/H264',
    clockRate: 90_000,
    parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
  },
];

/** First guess of a listener's line, until it is measured: enough for one picture at half size. */
export const INITIAL_OUTGOING_BITRATE = 1_000_000;
/** A participant's camera, screen, papers and voice together need no more. */
export const MAX_INCOMING_BITRATE = 8_000_000;
