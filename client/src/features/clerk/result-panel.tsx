import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayPartTime, dayWord, dayWordTime, longDate, spacedCode } from '../../lib/format';
import { useNow } from '../../lib/server-clock';
import { useStationName } from '../../lib/stations';
import { whySlot } from '../../lib/why';
import { Icon } from '../../ui/icon';
import { Side } from '../../ui/side';
import styles from './form.module.css';
import { useQueue } from './queries';
import { printSlip } from './slip';
import type { Result } from './use-registration';

interface ResultProps {
  result: Result;
  stationId: string;
  printed: boolean;
  /** Whether a kept registration still waits in this computer. */
  stillKept: boolean;
  next: () => void;
}

/** What came of the registration: the time or the promise, number and booking codes, and what to say aloud. */
export function ResultPanel({ result, stationId, printed, stillKept, next }: ResultProps) {
  const { t } = useTranslation(['clerk', 'common']);
  const now = useNow(30_000);
  const stationName = useStationName();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  if (result.kind === 'kept') {
    return (
      <section className={styles.form} aria-live="polite">
        <h2 ref={head} tabIndex={-1}>
          {t('result.offline')}
          <small>{t('result.used', { seconds: result.usedSeconds })}</small>
        </h2>
        <div className={styles.result}>
          <p className={styles.big}>{result.name}</p>
          <p className={styles.promise}>{t(stillKept ? 'result.offlineLead' : 'result.offlineSent')}</p>
        </div>
        <NextButton next={next} />
      </section>
    );
  }
  const { request, usedSeconds } = result;
  const queued = !request.appointment && result.walkIn;
  const { appointment } = request;
  const word = appointment ? dayWord(appointment.startsAt, now) : '';
  return (
    <section className={styles.form} aria-live="polite">
      <h2 ref={head} tabIndex={-1}>
        {t(appointment ? 'result.booked' : queued ? 'result.queued' : 'result.unplaced')}
        <small>{t('result.used', { seconds: usedSeconds })}</small>
      </h2>
      <div className={styles.result}>
        {appointment ? (
          <>
            <p>
              {longDate(appointment.startsAt)}
              {word && `${t('sep')}${word}`}
            </p>
            <p className={styles.big}>{dayPartTime(appointment.startsAt)}</p>
            <p>
              {t('result.official')} {appointment.officialName}
            </p>
            <p className={styles.why}>{whySlot(t, appointment.reason, appointment.officialName)}</p>
          </>
        ) : queued ? (
          <Queued stationId={stationId} requestId={request.id} />
        ) : (
          <p className={styles.promise}>{t('result.unplacedLine', { when: dayWordTime(request.noticeDueAt, now) })}</p>
        )}
        <dl>
          <div>
            <dt>{t('result.no')}</dt>
            <dd>{request.no}</dd>
          </div>
          {request.parties.map((party) => (
            <div key={party.id}>
              <dt>
                {request.parties.length > 1 && <Side side={party.side} />} {party.name}
                <small>{stationName(party.stationName)}</small>
              </dt>
              <dd>
                {party.bookingCode && <b>{spacedCode(party.bookingCode)}</b>}
                <SlipButton
                  requestId={request.id}
                  partyId={party.id}
                  failed={!printed && party.stationId === stationId}
                />
              </dd>
            </div>
          ))}
        </dl>
        <blockquote>
          <small>{t('result.say')}</small>
          {queued
            ? t('result.queuedLine')
            : appointment
              ? t('call.script', {
                  when: `${longDate(appointment.startsAt)} ${dayPartTime(appointment.startsAt)}`,
                  station: stationName(
                    request.parties.find((party) => party.stationId === stationId)?.stationName ?? '',
                  ),
                })
              : t('result.unplacedLine', { when: dayWordTime(request.noticeDueAt, now) })}
        </blockquote>
      </div>
      <NextButton next={next} />
    </section>
  );
}

/** The place in the queue and the estimate, as things stand. */
function Queued({ stationId, requestId }: { stationId: string; requestId: string }) {
  const { t } = useTranslation('clerk');
  const { data } = useQueue(stationId);
  const entry = data?.entries.find((one) => one.requestId === requestId);
  if (!entry) return null;
  return (
    <>
      <p className={styles.big}>{t('result.place', { place: entry.place })}</p>
      <p className={styles.promise}>
        {entry.estimatedAt ? t('result.about', { time: dayPartTime(entry.estimatedAt) }) : t('queue.notToday')}
      </p>
    </>
  );
}

function NextButton({ next }: { next: () => void }) {
  const { t } = useTranslation('clerk');
  return (
    <div className={styles.submit}>
      <div className={styles.buttons}>
        <Button type="primary" onClick={next}>
          {t('result.next')} <kbd>F9</kbd>
        </Button>
      </div>
    </div>
  );
}

/** Prints the slip of one party again; says in words when it could not be fetched. */
export function SlipButton({
  requestId,
  partyId,
  failed = false,
}: {
  requestId: string;
  partyId: string;
  failed?: boolean;
}) {
  const { t } = useTranslation('clerk');
  const [tried, setTried] = useState<boolean | null>(null);
  const bad = tried === false || (tried === null && failed);
  return (
    <>
      <button
        type="button"
        className="btn sm"
        onClick={() => void printSlip(requestId, partyId).then((ok) => setTried(ok))}
      >
        <Icon name="print" />
        {t('result.slip')}
      </button>
      {bad && (
        <span className="msg-err" role="alert">
          {t('result.slipFailed')}
        </span>
      )}
    </>
  );
}
