import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useReadAloud } from '../../lib/speech';
import type { CallSnapshot } from '../../rtc/call-snapshot';
import { spokenOf } from './spoken';

/** A short cut is over before anybody has noticed it; the voice of the talk may even have gone on. */
const LOST_MS = 4_000;

/** Reads aloud what a party must know of the talk, each time it comes up; nothing where there is no snapshot. */
export function useSpoken(snapshot: CallSnapshot | null): void {
  const { t } = useTranslation('room');
  const { t: stage } = useTranslation('call-stage');
  const { available, read, stop } = useReadAloud();
  const spoken = snapshot && spokenOf(snapshot);
  const minutes = snapshot?.call?.invited?.minutes ?? null;
  const words =
    spoken === null
      ? null
      : {
          lost: t('news.lost'),
          ask: `${stage('ask.title')}${minutes === null ? '' : stage('ask.minutes', { count: minutes })}${stage('ask.effect')}`,
          suspended: stage('suspended'),
          otherCaucus: t('stage.otherCaucus'),
        }[spoken];

  useEffect(() => {
    if (!available || words === null) return;
    const timer = setTimeout(() => read(words), spoken === 'lost' ? LOST_MS : 0);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [available, read, stop, spoken, words]);
}
