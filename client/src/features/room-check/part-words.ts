import type { CheckMeasures, CheckPart } from '@domain/room-check';
import type { TFunction } from 'i18next';
import { percent } from '../../lib/format';

/** What was measured of one part, in a line of words and numbers; empty where nothing is known yet. */
export function partWords(t: TFunction<'roomCheck'>, part: CheckPart, measures: Partial<CheckMeasures>): string {
  const { camera, microphone, speaker, line } = measures;
  switch (part) {
    case 'camera':
      if (!camera) return '';
      return camera.state === 'on'
        ? t('found.camera', { brightness: camera.brightness ?? '–', contrast: camera.contrast ?? '–' })
        : t(`found.state.${camera.state}`);
    case 'microphone':
      if (!microphone) return '';
      if (microphone.state !== 'on') return t(`found.state.${microphone.state}`);
      return t(microphone.spokenTo ? 'found.microphone' : 'found.microphoneAlone', { level: percent(microphone.peak) });
    case 'speaker':
      return speaker ? t(`found.speaker.${speaker.state}`, { db: speaker.riseDb ?? '–' }) : '';
    case 'line':
      return line ? lineWords(t, line) : '';
  }
}

function lineWords(t: TFunction<'roomCheck'>, line: NonNullable<CheckMeasures['line']>): string {
  if (!line.reached) return t('found.unreached');
  return t('found.line', {
    protocol: line.protocol === null ? '–' : line.protocol.toUpperCase() + (line.relayed ? t('found.relayed') : ''),
    lossUp: percent(line.lossUp),
    lossDown: percent(line.lossDown),
    jitter: line.jitterMs ?? '–',
    trip: line.roundTripMs ?? '–',
    up: line.upKbps ?? '–',
    down: line.downKbps ?? '–',
    available: line.availableUpKbps ?? '–',
  });
}
