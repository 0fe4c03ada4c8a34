import type { ResidentView } from '@contracts/http/requests';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { identityChanged, useMe } from '../../app/me';
import { signOut } from '../../app/sign-out';
import { asApiError } from '../../lib/api';
import { dayPartTime, dayWordTime, shortDateTime, spacedCode, wordDate } from '../../lib/format';
import { useHouse } from '../../lib/house';
import { useLanguage } from '../../lib/i18n';
import { useNow } from '../../lib/server-clock';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import { ComingAnswer } from './coming-answer';
import { RatingQuestion } from './rating-question';
import { readMine } from './resident-api';
import { ResidentShell } from './resident-shell';
import { SlipButton } from './slip-button';
import { mayWithdraw, stageOf } from './stage';
import { Withdrawal } from './withdrawal';

/** One's own appointment: date and time first, then what to answer, bring and find. */
export function MyAppointment() {
  const { t } = useTranslation('resident');
  useHouse('resident');
  const { data, error, refetch } = useQuery({ queryKey: ['resident'], queryFn: readMine, refetchInterval: 30_000 });
  const leave = async () => {
    await signOut();
    await identityChanged();
  };
  return (
    <ResidentShell
      footer={
        <Button kind="quiet" onPress={() => void leave()}>
          {t('mine.leave')}
        </Button>
      }
    >
      {error && !data && <Refusal error={asApiError(error)} again={() => void refetch()} />}
      {!error && !data && <Loading />}
      {data && <Mine view={data} />}
    </ResidentShell>
  );
}

function Mine({ view }: { view: ResidentView }) {
  const { t } = useTranslation('resident');
  const { language } = useLanguage();
  const { data: me } = useMe();
  const stage = stageOf(view);
  const station = language === 'zh' ? view.stationName : view.stationNameEn;
  const bring: unknown = t(`bring.${view.topic}`, { returnObjects: true, defaultValue: [] });
  const things = Array.isArray(bring) ? bring.filter((one: unknown): one is string => typeof one === 'string') : [];
  return (
    <>
      <TimeFirst view={view} />
      {stage === 'ahead' && <ComingAnswer view={view} />}
      {view.canRate && <RatingQuestion given={view.ratedScore} />}
      {!view.canRate && view.ratedScore !== null && (
        <p className="note good">{t('rating.given', { score: t(`common:score.${view.ratedScore}`) })}</p>
      )}
      {view.answer && (
        <section>
          <h2>{t('mine.answer')}</h2>
          <p className="answer">{view.answer}</p>
        </section>
      )}
      {stage === 'ahead' && things.length > 0 && (
        <section>
          <h2>{t('mine.bring')}</h2>
          <ul className="bring">
            {things.map((thing) => (
              <li key={thing}>
                <i className="c" aria-hidden="true" />
                {thing}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{station}</h2>
        <p className="place">
          {view.roomName}
          <br />
          {view.stationAddress}
        </p>
        <a className="big-btn plain tel" href={`tel:${view.stationPhone}`}>
          <Icon name="phone" />
          {t('mine.call', { phone: view.stationPhone })}
        </a>
      </section>
      {view.notices.length > 0 && (
        <section>
          <h2>{t('mine.notices')}</h2>
          <ul className="notices">
            {view.notices.map((notice) => (
              <li key={notice.id}>
                <small>{shortDateTime(notice.createdAt)}</small>
                {notice.text}
              </li>
            ))}
          </ul>
        </section>
      )}
      {(stage === 'ahead' || mayWithdraw(view.state)) && (
        <section className="last">
          {stage === 'ahead' && me?.kind === 'resident' && (
            <SlipButton requestId={me.requestId} partyId={me.partyId} code={view.bookingCode} />
          )}
          {mayWithdraw(view.state) && <Withdrawal />}
        </section>
      )}
    </>
  );
}

/** The largest thing on the page: when; or the promise; or that it is over. */
function TimeFirst({ view }: { view: ResidentView }) {
  const { t } = useTranslation('resident');
  const now = useNow(30_000);
  const stage = stageOf(view);
  const about = `${t(`topic.${view.topic}.label`, { defaultValue: view.topic })}`;
  const code = (
    <p className="m">
      {about}
      <br />
      {t('mine.code')} <b>{spacedCode(view.bookingCode)}</b>
    </p>
  );
  if (stage === 'unplaced') {
    return (
      <div className="when">
        <p className="d">{t('result.arranging')}</p>
        <p className="t promise">{t('result.promise', { time: dayWordTime(view.noticeDueAt, now) })}</p>
        {code}
      </div>
    );
  }
  if (stage === 'off' || !view.startsAt) {
    return (
      <div className="when">
        <p className="t promise">
          {t(`state.${view.state}`, { defaultValue: t(`common:requestState.${view.state}`) })}
        </p>
        {code}
      </div>
    );
  }
  return (
    <div className={stage === 'past' ? 'when past' : 'when'}>
      {stage === 'past' && <p className="d">{t(`common:requestState.${view.state}`)}</p>}
      <p className="d">{wordDate(view.startsAt, now)}</p>
      <p className="t">{dayPartTime(view.startsAt)}</p>
      {code}
    </div>
  );
}
