import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { asApiError } from '../../lib/api';
import { Refusal } from '../../ui/refusal';
import { compareNow, findingsChanged } from './queries';

/** What is stored is compared with what there should be, now. `done` is told the result in words. */
export function CompareNow({ done }: { done: (words: string) => void }) {
  const { t } = useTranslation('recording');
  const { mutate, isPending, error } = useMutation({
    mutationFn: compareNow,
    onMutate: () => done(''),
    onSuccess: async (numbers) => {
      await findingsChanged();
      done(t('watch.done', { ...numbers }));
    },
  });
  return (
    <>
      <Button loading={isPending} onClick={() => mutate()}>
        {t('watch.now')}
      </Button>
      {error && <Refusal error={asApiError(error)} again={() => mutate()} staff />}
    </>
  );
}
