import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { asApiError } from '../../lib/api';
import { queryClient } from '../../lib/query';
import { Button } from '../../ui/button';
import { Refusal } from '../../ui/refusal';
import { rate } from './resident-api';

export const SCORES = [5, 4, 3, 2, 1] as const;

/** 1–5 in words, best first. The officer who hosted does not see who answered what. */
export function RatingQuestion({ given }: { given: number | null }) {
  const { t } = useTranslation('resident');
  const rating = useMutation({
    mutationFn: (score: number) => rate({ score }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['resident'] }),
  });
  const score = given ?? (rating.isSuccess ? rating.variables : null);
  if (score !== null) {
    return <p className="note good">{t('rating.given', { score: t(`common:score.${score}`) })}</p>;
  }
  return (
    <section>
      <h2>{t('rating.ask')}</h2>
      <p className="hint">{t('rating.private')}</p>
      <div className="scores">
        {SCORES.map((one) => (
          <Button key={one} onPress={() => rating.mutate(one)} isDisabled={rating.isPending}>
            {t(`common:score.${one}`)}
          </Button>
        ))}
      </div>
      {rating.error && <Refusal error={asApiError(rating.error)} />}
    </section>
  );
}
