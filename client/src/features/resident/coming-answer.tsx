import type { ResidentView } from '@contracts/http/requests';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { asApiError } from '../../lib/api';
import { shortDatePartTime } from '../../lib/format';
import { queryClient } from '../../lib/query';
import { useNow } from '../../lib/server-clock';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { CallStation, Refused } from './refused';
import { answerComing } from './resident-api';
import { SaidAnswer } from './said-answer';
import { changingOf } from './stage';

interface ComingAnswerProps {
  view: ResidentView;
  /** Whether the answer that stands was given on this page, just now. */
  answeredHere: boolean;
  answered: () => void;
}

/** 请告诉我们您来不来. What was said stands on screen; what else can be done, below it. */
export function ComingAnswer({ view, answeredHere, answered }: ComingAnswerProps) {
  const { t } = useTranslation('resident');
  const [, setSearch] = useSearchParams();
  const now = useNow(30_000);
  const answer = useMutation({
    mutationFn: answerComing,
    onSuccess: () => {
      answered();
      return queryClient.invalidateQueries({ queryKey: ['resident'] });
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
  // Whoever answered earlier is told when.
  const since = said === 'yes' && !answeredHere ? view.confirmedAt : null;
  const changing = changingOf(view, now);
  const open = changing === 'open';
  return (
    <>
      <SaidAnswer
        said={said}
        words={said ? t(`coming.said.${said}`) : ''}
        detail={since && t('coming.already', { when: shortDatePartTime(since) })}
      />
      <div className="act">
        {said !== 'yes' && (
          <Button kind="primary" icon="check" onPress={() => answer.mutate(true)} isDisabled={answer.isPending}>
            {t('coming.yes')}
          </Button>
        )}
        {open && (
          <Button icon="calendar" onPress={() => setSearch({ do: 'change' })} isDisabled={answer.isPending}>
            {t('coming.changeTime')}
          </Button>
        )}
        {said !== 'no' && (
          <Button
            onPress={() => (open ? setSearch({ do: 'cannot' }) : answer.mutate(false))}
            isDisabled={answer.isPending}
          >
            {t('coming.no')}
          </Button>
        )}
        {answer.error && <Refused error={asApiError(answer.error)} phone={view.stationPhone} />}
      </div>
      {(changing === 'late' || changing === 'station') && (
        <div className="act apart">
          <p className="hint">{t(changing === 'late' ? 'frozen.late' : 'frozen.phone')}</p>
          <CallStation phone={view.stationPhone} />
        </div>
      )}
    </>
  );
}
