import { useMutation, useQuery } from '@tanstack/react-query';
import type { ConfirmLinkView } from '@contracts/http/notices';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { asApiError } from '../../lib/api';
import { isoDate, shortDatePartTime } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import { queryClient } from '../../lib/query';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import { BigWhen } from './big-when';
import { deadnessOf, type Deadness } from './confirm-link';
import { PhoneHelp } from './phone-help';
import { CallStation, Refused } from './refused';
import { answerLink, linkCalendar, readLink } from './resident-api';
import { ResidentShell } from './resident-shell';
import { CalendarButton } from './slip-button';
import { SaidAnswer } from './said-answer';
import './texts';

/** `/c/:token`: what the link of a message opens. The time, the place, and one question. */
export default function ConfirmPage() {
  const { t } = useTranslation('resident');
  const { token = '' } = useParams();
  const { data, error, refetch } = useQuery({ queryKey: ['link', token], queryFn: () => readLink(token) });
  const deadness = deadnessOf(data, error && asApiError(error).code);
  if (deadness) return <DeadLink why={deadness} view={data} />;
  return (
    <ResidentShell footer={<PhoneHelp />}>
      {error && !data && <Refusal error={asApiError(error)} again={() => void refetch()} />}
      {!error && !data && <Loading />}
      <h1 className="visually-hidden">{t('coming.please')}</h1>
      {data && <Question token={token} view={data} />}
    </ResidentShell>
  );
}

function Question({ token, view }: { token: string; view: ConfirmLinkView }) {
  const { t } = useTranslation('resident');
  const { language } = useLanguage();
  const answer = useMutation({
    mutationFn: (coming: boolean) => answerLink(token, coming),
    onSuccess: (next) => queryClient.setQueryData(['link', token], next),
    // The link may have died while the page lay open.
    onError: () => queryClient.invalidateQueries({ queryKey: ['link', token] }),
  });
  const said = view.state === 'confirmed' ? 'yes' : view.state === 'declined' ? 'no' : null;
  const before = view.already || !answer.isSuccess;
  const at = before ? (said === 'yes' ? view.confirmedAt : view.declinedAt) : null;
  return (
    <>
      <BigWhen startsAt={view.startsAt} />
      <p className="where">
        <b>{t('result.place', { station: language === 'zh' ? view.stationName : view.stationNameEn })}</b>
        <span>{t('result.early')}</span>
      </p>
      <SaidAnswer said={said} words={said ? t(saidWords(said, before)) : ''} detail={at && shortDatePartTime(at)} />
      <div className="act">
        {said !== 'yes' && (
          <Button kind="primary" icon="check" onPress={() => answer.mutate(true)} isDisabled={answer.isPending}>
            {t('coming.yes')}
          </Button>
        )}
        {said !== 'no' && (
          <Button onPress={() => answer.mutate(false)} isDisabled={answer.isPending}>
            {t('coming.no')}
          </Button>
        )}
        {answer.error && <Refused error={asApiError(answer.error)} phone={view.stationPhone} />}
        {said === 'yes' && <CalendarButton fileName={isoDate(view.startsAt)} fetchFile={() => linkCalendar(token)} />}
        <Link className="big-btn quiet" to="/my">
          {t('link.mine')}
        </Link>
      </div>
    </>
  );
}

/** The second time, that it had been given already. */
const saidWords = (said: 'yes' | 'no', before: boolean) =>
  before ? (said === 'yes' ? 'link.already' : 'link.alreadyNo') : `coming.said.${said}`;

/** A link whose time has changed or passed, or that never was one: where the new time is found. */
function DeadLink({ why, view }: { why: Deadness; view: ConfirmLinkView | undefined }) {
  const { t } = useTranslation('resident');
  const next = why === 'changed' ? view?.nowStartsAt : null;
  return (
    <ResidentShell footer={<PhoneHelp />}>
      <h1>{t(why === 'over' ? 'link.over' : next ? 'link.movedTitle' : 'link.deadTitle')}</h1>
      {next ? (
        <BigWhen startsAt={next} line={t('link.moved')} />
      ) : (
        <p>{t(why === 'changed' ? 'link.gone' : why === 'unknown' ? 'link.dead' : 'link.book')}</p>
      )}
      <p className="hint">{t('link.deadLook')}</p>
      <div className="act">
        <Link className="big-btn primary" to="/my">
          <Icon name="ticket" />
          {t('link.look')}
        </Link>
        {view && <CallStation phone={view.stationPhone} />}
      </div>
    </ResidentShell>
  );
}
