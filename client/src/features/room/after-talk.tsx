import { useMutation } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asApiError } from '../../lib/api';
import { queryClient } from '../../lib/query';
import { useReadAloud } from '../../lib/speech';
import { Button } from '../../ui/button';
import { Refusal } from '../../ui/refusal';
import { HelpButton } from './help-button';
import { done, rate, ROOM } from './room-api';

const SCORES = [5, 4, 3, 2, 1] as const;
/** After this the screen forgets the person. Nobody is hurried: no countdown is shown. */
const FORGET_MS = 60_000;
const AFTER_RATING_MS = 8_000;
/** Time for the clerk to lead one person out and the next one in. */
const CHANGE_MS = 5 * 60_000;

/** Thanks, and how it was, with the officer gone. Then the room wipes itself. */
export function AfterTalk({ afterOther }: { afterOther: boolean }) {
  const { t } = useTranslation('room');
  const [alone, setAlone] = useState(!afterOther);
  const { available, read } = useReadAloud();
  const [score, setScore] = useState<number | null>(null);
  const rating = useMutation({ mutationFn: rate });
  const leaving = useMutation({
    mutationFn: done,
    onSuccess: (state) => queryClient.setQueryData(ROOM, state),
    onError: () => queryClient.invalidateQueries({ queryKey: ROOM }),
  });
  const { mutate } = leaving;
  const leave = useCallback(() => mutate(), [mutate]);
  const given = rating.isSuccess || (rating.error !== null && asApiError(rating.error).code === 'RATING_GIVEN');

  useEffect(() => {
    const timer = setTimeout(leave, given ? AFTER_RATING_MS : alone ? FORGET_MS : CHANGE_MS);
    return () => clearTimeout(timer);
  }, [leave, given, alone, score, leaving.failureCount]);
  useEffect(() => {
    if (available && alone) read(`${t('after.thanks')} ${t('after.ask')}`);
  }, [available, alone, read, t]);

  const choose = (one: number) => {
    setScore(one);
    rating.mutate(one);
  };
  if (!alone) {
    return (
      <div className="room light after">
        <main>
          <h1 className="say">{t('after.next')}</h1>
          <p className="then">{t('after.nextHint')}</p>
        </main>
        <footer>
          <Button size="room" kind="primary" icon="check" onPress={() => setAlone(true)}>
            {t('after.nextReady')}
          </Button>
          <HelpButton />
        </footer>
      </div>
    );
  }
  return (
    <div className="room light after">
      <main>
        <h1 className="say">{t('after.thanks')}</h1>
        {given ? (
          <p className="then" role="status">
            {t('after.given', { score: score === null ? '' : t(`common:score.${score}`) })}
          </p>
        ) : (
          <>
            <p className="then">{t('after.ask')}</p>
            <div className="room-scores">
              {SCORES.map((one) => (
                <Button key={one} size="room" onPress={() => choose(one)} isDisabled={rating.isPending}>
                  {t(`common:score.${one}`)}
                </Button>
              ))}
            </div>
            <p className="then-small">{t('after.private')}</p>
            {rating.error && <Refusal error={asApiError(rating.error)} />}
          </>
        )}
        <p className="then-small">{t('after.take')}</p>
      </main>
      <footer>
        <Button size="room" kind="primary" icon="check" onPress={leave} isDisabled={leaving.isPending}>
          {t('common:action.done')}
        </Button>
        <HelpButton />
      </footer>
    </div>
  );
}
