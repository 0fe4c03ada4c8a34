import type { ResidentView } from '@contracts/http/requests';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { asApiError, type ApiError } from '../../../lib/api';
import { dayPartTime, dayWordPartTime, longDate } from '../../../lib/format';
import { keyFor, type SentKey } from '../../../lib/idempotency-key';
import { queryClient } from '../../../lib/query';
import { useNow } from '../../../lib/server-clock';
import { Button } from '../../../ui/button';
import { Loading } from '../../../ui/loading';
import { Refusal } from '../../../ui/refusal';
import { CallStation, Refused } from '../refused';
import { takeOther, useChangeOffers } from '../resident-api';
import { ResidentShell } from '../resident-shell';
import { changingOf } from '../stage';
import { Changed } from './changed';
import { OfferList } from './offer-list';
import { SwapQuestion } from './swap-question';

/** What the resident has seen and answered to: the time and the version of the appointment. */
export interface Seen {
  startsAt: string;
  version: number;
}

/** 换个时间: choose one, be asked once, see the new one. Each step has its address, so that 返回 goes one step back. */
export function ChangeFlow({ view }: { view: ResidentView }) {
  const [search, setSearch] = useSearchParams();
  // What stands on screen is what is changed: news that come meanwhile do not change it under the finger.
  const [seen, setSeen] = useState<Seen | null>(() => seenIn(view));
  const [refused, setRefused] = useState<ApiError | null>(null);
  const [sending, setSending] = useState(false);
  const lastSent = useRef<SentKey | null>(null);
  const now = useNow(30_000);
  const taken = search.get('take');
  const done = search.get('done') !== null;
  useEffect(() => {
    window.scrollTo(0, 0);
  }, [taken, done]);

  const leave = () => setSearch({}, { replace: true });
  const take = async (startsAt: string) => {
    if (!seen || sending) return;
    setSending(true);
    setRefused(null);
    try {
      const input = { startsAt, version: seen.version };
      lastSent.current = keyFor(input, lastSent.current);
      await takeOther(input, lastSent.current.key);
      await queryClient.invalidateQueries({ queryKey: ['resident'] });
      setSearch({ do: 'change', done: '1' }, { replace: true });
    } catch (error) {
      const why = asApiError(error);
      setRefused(why);
      if (why.code === 'UNAVAILABLE') return;
      await queryClient.invalidateQueries({ queryKey: ['resident'] });
      setSeen(null);
      setSearch({ do: 'change' }, { replace: true });
    } finally {
      setSending(false);
    }
  };

  if (done) return <Changed view={view} leave={leave} />;
  const current = seen ?? seenIn(view);
  if (taken && current) {
    return (
      <SwapQuestion
        from={current.startsAt}
        to={taken}
        refused={refused}
        sending={sending}
        yes={() => void take(taken)}
        no={() => setSearch({ do: 'change' }, { replace: true })}
      />
    );
  }
  return (
    <Offers
      view={view}
      closed={changingOf(view, now) !== 'open'}
      refused={refused}
      pick={(startsAt) => {
        setSeen(seenIn(view));
        setRefused(null);
        setSearch({ do: 'change', take: startsAt });
      }}
      leave={leave}
    />
  );
}

const seenIn = ({ startsAt, appointmentVersion }: ResidentView): Seen | null =>
  startsAt === null || appointmentVersion === null ? null : { startsAt, version: appointmentVersion };

interface OffersProps {
  view: ResidentView;
  /** The freeze window has begun, or something else stands in the way: only the station can change it. */
  closed: boolean;
  refused: ApiError | null;
  pick: (startsAt: string) => void;
  leave: () => void;
}

function Offers({ view, closed, refused, pick, leave }: OffersProps) {
  const { t } = useTranslation(['resident', 'common']);
  const now = useNow(30_000);
  const { data, error, refetch } = useChangeOffers();
  const when = view.startsAt && `${longDate(view.startsAt)} ${dayPartTime(view.startsAt)}`;
  const until = data?.changeableUntil ?? view.changeableUntil;
  const slots = data?.slots.filter(({ startsAt }) => startsAt !== view.startsAt) ?? [];
  return (
    <ResidentShell
      footer={
        <Button icon="back" onPress={leave}>
          {t('change.keep')}
        </Button>
      }
    >
      <h1>{t('change.title')}</h1>
      {refused && <Refused error={refused} phone={closed ? view.stationPhone : undefined} />}
      {when && <p className="hint">{t('change.now', { when })}</p>}
      {closed && !refused && (
        <>
          <p className="note">{t('frozen.late')}</p>
          <CallStation phone={view.stationPhone} />
        </>
      )}
      {!closed && (
        <>
          {error && !data && <Refusal error={asApiError(error)} again={() => void refetch()} />}
          {!error && !data && <Loading />}
          {data && slots.length === 0 && (
            <>
              <p className="note">{t('change.none')}</p>
              <p className="hint">{t('change.noneCall')}</p>
              <CallStation phone={view.stationPhone} />
            </>
          )}
          <OfferList slots={slots} pick={pick} />
          {until && slots.length > 0 && (
            <p className="keep">{t('change.until', { time: dayWordPartTime(until, now) })}</p>
          )}
        </>
      )}
    </ResidentShell>
  );
}
