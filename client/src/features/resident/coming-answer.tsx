import type { ResidentView } from '@contracts/http/requests';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asApiError } from '../../lib/api';
import { queryClient } from '../../lib/query';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Refusal } from '../../ui/refusal';
import { answerComing } from './resident-api';

type Answerable = Pick<ResidentView, 'confirmedAt' | 'declinedAt' | 'checkedInAt'>;

/** 请告诉我们您来不来. The answer stands on screen and can be changed until checking in. */
export function ComingAnswer({ view }: { view: Answerable }) {
  const { t } = useTranslation('resident');
  const [changing, setChanging] = useState(false);
  const answer = useMutation({
    mutationFn: answerComing,
    onSuccess: async () => {
      setChanging(false);
      await queryClient.invalidateQueries({ queryKey: ['resident'] });
    },
  });
  if (view.checkedInAt) {
    return (
      <p className="note good" role="status">
        <Icon name="check" />
        {t('coming.checkedIn')}
      </p>
    );
  }
  const said = view.confirmedAt ? 'yes' : view.declinedAt ? 'no' : null;
  if (said && !changing) {
    return (
      <div className={said === 'yes' ? 'note good' : 'note'} role="status">
        {said === 'yes' && <Icon name="check" />}
        <span>{t(`coming.said.${said}`)}</span>
        <button type="button" className="link" onClick={() => setChanging(true)}>
          {t('coming.change')}
        </button>
      </div>
    );
  }
  return (
    <>
      {!said && (
        <p className="note">
          <b>{t('coming.please')}</b>
        </p>
      )}
      <div className="act">
        <Button kind="primary" icon="check" onPress={() => answer.mutate(true)} isDisabled={answer.isPending}>
          {t('coming.yes')}
        </Button>
        <Button onPress={() => answer.mutate(false)} isDisabled={answer.isPending}>
          {t('coming.no')}
        </Button>
        {answer.error && <Refusal error={asApiError(answer.error)} />}
      </div>
    </>
  );
}
