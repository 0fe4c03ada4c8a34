import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { asApiError } from '../../lib/api';
import { queryClient } from '../../lib/query';
import { useReadAloud } from '../../lib/speech';
import { Button } from '../../ui/button';
import { Refusal } from '../../ui/refusal';
import { emptyPad, ERASE, isWhole, KEYS_OF, LENGTH, press, type PadField } from './pad-state';
import { checkIn, ROOM } from './room-api';
import { RoomFrame } from './room-frame';
import type { Device } from './device';

/** A pad that nobody touches goes back to the clock, so that the next person finds it empty. */
const FORGET_MS = 60_000;

/** Booking code and last four digits on a keypad of big keys; a real keyboard types too. */
export function CheckInPad({ device, leave }: { device: Device; leave: () => void }) {
  const { t } = useTranslation('room');
  const [pad, setPad] = useState(emptyPad);
  const arrival = useMutation({
    mutationFn: () => checkIn(pad.code, pad.lastFour),
    onSuccess: (state) => queryClient.setQueryData(ROOM, state),
  });
  const { reset } = arrival;
  const { available, read } = useReadAloud();

  useEffect(() => {
    if (available) read(`${t('pad.title')}。${t('pad.hint')}`);
  }, [available, read, t]);

  useEffect(() => {
    const timer = setTimeout(leave, FORGET_MS);
    return () => clearTimeout(timer);
  }, [pad, leave]);

  useEffect(() => {
    const typed = ({ key }: KeyboardEvent) => {
      if (key === 'Backspace') setPad((before) => press(before, ERASE));
      else if (/^[0-9a-zA-Z]$/.test(key)) setPad((before) => press(before, key));
      else return;
      reset();
    };
    window.addEventListener('keydown', typed);
    return () => window.removeEventListener('keydown', typed);
  }, [reset]);

  const tap = (key: string) => {
    reset();
    setPad((before) => press(before, key));
  };
  const slots = (field: PadField) => (
    <button
      type="button"
      className={pad.field === field ? 'slots now' : 'slots'}
      onClick={() => setPad((before) => ({ ...before, field }))}
      aria-label={t('pad.typed', { label: t(`pad.${field}`), value: pad[field].split('').join(' ') })}
    >
      {Array.from({ length: LENGTH[field] }, (_, index) => (
        <span key={index} className={index === 4 ? 'slot gap' : 'slot'} aria-hidden="true">
          {pad[field][index] ?? ''}
        </span>
      ))}
    </button>
  );
  return (
    <RoomFrame device={device}>
      <main className="pad-page">
        <div className="pad-left">
          <h1>{t('pad.title')}</h1>
          <p className="pad-label">{t('pad.code')}</p>
          {slots('code')}
          <p className="pad-label">{t('pad.lastFour')}</p>
          {slots('lastFour')}
          {arrival.error ? (
            <Refusal error={asApiError(arrival.error)} />
          ) : (
            <p className="then-small">{t('pad.hint')}</p>
          )}
          <div className="pad-buttons">
            <Button size="room" icon="back" onPress={leave}>
              {t('common:action.back')}
            </Button>
            <Button
              size="room"
              kind="primary"
              icon="check"
              isDisabled={!isWhole(pad) || arrival.isPending}
              onPress={() => arrival.mutate()}
            >
              {t(arrival.isPending ? 'pad.checking' : 'pad.checkIn')}
            </Button>
          </div>
        </div>
        <div className={`keys ${pad.field}`} role="group" aria-label={t('pad.keys')}>
          {[...KEYS_OF[pad.field], ERASE].map((key) => (
            <AriaButton key={key} className={key === ERASE ? 'key erase' : 'key'} onPress={() => tap(key)}>
              {key === ERASE ? t('pad.erase') : key}
            </AriaButton>
          ))}
        </div>
      </main>
    </RoomFrame>
  );
}
