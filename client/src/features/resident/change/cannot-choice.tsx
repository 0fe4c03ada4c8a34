import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { asApiError } from '../../../lib/api';
import { queryClient } from '../../../lib/query';
import { Button } from '../../../ui/button';
import { Refused } from '../refused';
import { answerComing } from '../resident-api';
import { ResidentShell } from '../resident-shell';

/** 来不了，怎么办？ Another time, giving it up, or only saying so. */
export function CannotChoice({ phone, told }: { phone: string; told: () => void }) {
  const { t } = useTranslation(['resident', 'common']);
  const [, setSearch] = useSearchParams();
  const leave = () => setSearch({}, { replace: true });
  const tell = useMutation({
    mutationFn: () => answerComing(false),
    onSuccess: async () => {
      told();
      await queryClient.invalidateQueries({ queryKey: ['resident'] });
      leave();
    },
  });
  const ways = [
    { way: 'change', go: () => setSearch({ do: 'change' }) },
    { way: 'cancel', go: () => setSearch({ do: 'cancel' }) },
    { way: 'tell', go: () => tell.mutate() },
  ] as const;
  return (
    <ResidentShell
      footer={
        <Button icon="back" onPress={leave}>
          {t('common:action.back')}
        </Button>
      }
    >
      <h1>{t('cannot.title')}</h1>
      {tell.error && <Refused error={asApiError(tell.error)} phone={phone} />}
      <ul className="ways">
        {ways.map(({ way, go }) => (
          <li key={way}>
            <Button onPress={go} isDisabled={tell.isPending}>
              {t(`cannot.${way}`)}
              <small>{t(`cannot.${way}Hint`)}</small>
            </Button>
          </li>
        ))}
      </ul>
    </ResidentShell>
  );
}
