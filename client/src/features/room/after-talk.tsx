import { useMutation } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asApiError } from '../../lib/api';
import { queryClient } from '../../lib/query';
import { useReadAloud } from '../../lib/speech';
import { Button } from '../../ui/button';
import { Refusal } from '../../ui/refusal';
import { done, rate, ROOM } from './room-api';

const SCORES = [5, 4, 3, 2, 1] as const;
/** After this the screen forgets the person. Nobody is hurried: no countdown is shown. */
const FORGET_MS = 60_000;
const AFTER_RATING_MS = 8_000;

/** Thanks, and how it was, with the officer gone. Then the room wipes itself. */
export function AfterTalk() {
  const { t } = useTranslation('room');
  const { available, read } = useReadAloud();
  const [score, setScore] = useState<number | null>(null);
  const rating = useMutation({ mutationFn: rate });
  const leaving = useMutation({
    mutationFn: done,
    onSuccess: (state) => {
      queryClient.setQueryData(ROOM, state);
      queryClient.removeQueries({ predicate: ({ queryKey }) => !['room', 'me', 'now'].includes(String(queryKey[0])) });
    },
    onError: () => queryClient.invalidateQueries({ queryKey: ROOM }),
  });
  const { mutate } = leaving;
  const leave = useCallback(() => mutate(), [mutate]);
  const given = rating.isSuccess || (rating.error !== null && asApiError(rating.error).code === 'RATING_GIVEN');

  useEffect(() => {
    const timer = setTimeout(leave, given ? AFTER_RATING_MS : FORGET_MS);
    return () => clearTimeout(timer);
  }, [leave, given, score, leaving.failureCount]);
  useEffect(() => {
    if (available) read(`${t('after.thanks')} ${t('after.ask')}`);
  }, [available, read, t]);

  const choose = (one: number) => {
    setScore(one);
    rating.mutate(one);
  };
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
      </footer>
    </div>
  );
}
