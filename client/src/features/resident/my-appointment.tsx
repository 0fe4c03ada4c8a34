import type { ResidentView } from '@contracts/http/requests';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { identityChanged, useMe } from '../../app/me';
import { signOut } from '../../app/sign-out';
import { asApiError } from '../../lib/api';
import { dayPartTime, dayWordPartTime, shortDatePartTime, spacedCode, wordDate } from '../../lib/format';
import { useHouse } from '../../lib/house';
import { useLanguage } from '../../lib/i18n';
import { useNow } from '../../lib/server-clock';
import { roomWord } from '../../lib/room-name';
import { Button } from '../../ui/button';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import { ComingAnswer } from './coming-answer';
import { flowIn } from './flow';
import { RatingQuestion } from './rating-question';
import { CallStation } from './refused';
import { calendarFile, readMine } from './resident-api';
import { ResidentShell } from './resident-shell';
import { CalendarButton, SlipButton } from './slip-button';
import { changingOf, mayWithdraw, stageOf } from './stage';

const Flows = lazy(() => import('./change/flows'));

/** One's own appointment: date and time first, then what to answer, bring and find. */
export function MyAppointment() {
  const { t } = useTranslation('resident');
  useHouse('resident');
  const { data, error, refetch } = useQuery({ queryKey: ['resident'], queryFn: readMine, refetchInterval: 30_000 });
  const [search] = useSearchParams();
  const [answeredHere, setAnsweredHere] = useState(false);
  const flow = flowIn(search);
  const leave = async () => {
    await signOut();
    await identityChanged();
  };
  if (flow && data) {
    return (
      <Suspense fallback={<ResidentShell children={<Loading />} />}>
        <Flows flow={flow} view={data} told={() => setAnsweredHere(true)} />
      </Suspense>
    );
  }
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
      <h1 className="visually-hidden">{t('result.mine')}</h1>
      {data && <Mine view={data} answeredHere={answeredHere} answered={() => setAnsweredHere(true)} />}
    </ResidentShell>
  );
}

interface MineProps {
  view: ResidentView;
  answeredHere: boolean;
  answered: () => void;
}

function Mine({ view, answeredHere, answered }: MineProps) {
  const { t } = useTranslation('resident');
  const { language } = useLanguage();
  const { data: me } = useMe();
  const [, setSearch] = useSearchParams();
  const stage = stageOf(view);
  const changing = changingOf(view, useNow(30_000));
  const station = language === 'zh' ? view.stationName : view.stationNameEn;
  const bring: unknown = t(`bring.${view.topic}`, { returnObjects: true, defaultValue: [] });
  const things = Array.isArray(bring) ? bring.filter((one: unknown): one is string => typeof one === 'string') : [];
  return (
    <>
      <TimeFirst view={view} />
      {stage === 'ahead' && <ComingAnswer view={view} answeredHere={answeredHere} answered={answered} />}
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
          {view.roomName && roomWord(view.roomName)}
          <br />
          {view.stationAddress}
        </p>
        <CallStation phone={view.stationPhone} />
      </section>
      {view.notices.length > 0 && (
        <section>
          <h2>{t('mine.notices')}</h2>
          <ul className="notices">
            {view.notices.map((notice) => (
              <li key={notice.id}>
                <small>{shortDatePartTime(notice.createdAt)}</small>
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
          {stage === 'ahead' && <CalendarButton fileName={view.bookingCode} fetchFile={calendarFile} />}
          {mayWithdraw(view.state) && changing !== 'late' && (
            <Button kind="danger" onPress={() => setSearch({ do: 'cancel' })}>
              {t('withdraw.open')}
            </Button>
          )}
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
        <p className="t promise">{t('result.promise', { time: dayWordPartTime(view.noticeDueAt, now) })}</p>
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
