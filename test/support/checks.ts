import type { ReportCheck } from '@contracts/http/devices';
import type { CheckMeasures } from '@domain/room-check';

/** A set on which nothing is wrong. */
export const FINE_SET = {
  camera: { state: 'on', brightness: 120, contrast: 40 },
  microphone: { state: 'on', peak: 0.2, spokenTo: true },
  speaker: { state: 'heard', riseDb: 30 },
  line: {
    reached: true,
    lossUp: 0,
    lossDown: 0,
    jitterMs: 4,
    roundTripMs: 30,
    upKbps: 1200,
    downKbps: 1100,
    availableUpKbps: 2000,
    protocol: 'udp',
    relayed: false,
  },
} as const satisfies CheckMeasures;

/** What a screen sends when its check is over. */
export const checkOf = (change: Partial<CheckMeasures> = {}, occasion: ReportCheck['occasion'] = 'byHand') => ({
  occasion,
  measures: { ...FINE_SET, ...change },
  browser: 'Chromium 148',
});

export const DEAF: Partial<CheckMeasures> = { microphone: { state: 'missing', peak: null, spokenTo: true } };
export const MUTE: Partial<CheckMeasures> = { speaker: { state: 'notHeard', riseDb: 0 } };
