import type { RequestReceipt } from '@contracts/http/requests';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { dayWordPartTime, spacedCode } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import { bureauNow, useBureau } from '../../lib/server-clock';
import { whyForResident } from '../../lib/why';
import { Icon } from '../../ui/icon';
import { BigWhen } from './big-when';
import { BookingQr } from './booking-qr';
import { useStations } from './resident-api';
import { ResidentShell } from './resident-shell';
import { SlipButton } from './slip-button';

interface RegisterResultProps {
  receipt: RequestReceipt;
  /** Last four digits of the phone that was typed; empty without one. */
  lastFour: string;
}

/** 约好了: the time first; or the promise of a time, and how it will be told. */
export function RegisterResult({ receipt, lastFour }: RegisterResultProps) {
  const { t } = useTranslation('resident');
  useEffect(() => {
    window.scrollTo(0, 0);
  }, []);
  const { language } = useLanguage();
  const stations = useStations().data;
  const bureau = useBureau();
  const now = bureauNow();
  const mine = receipt.parties.find(({ side }) => side === 'A') ?? receipt.parties[0];
  if (!mine) return null;
  const { appointment } = receipt;
  const station = stations?.find(({ id }) => id === mine.stationId);
  const name = language === 'en' && station ? station.nameEn : mine.stationName;
  return (
    <ResidentShell
      footer={
        <>
          <SlipButton kind="primary" requestId={receipt.id} partyId={mine.id} code={mine.bookingCode} />
          <div className="two">
            <Link className="big-btn plain" to="/my">
              {t('result.mine')}
            </Link>
            <Link className="big-btn plain" to="/">
              {t('common:action.done')}
            </Link>
          </div>
        </>
      }
    >
      <h1 className="ok-bar">
        <Icon name="check" />
        <span role="status">{t(appointment ? 'result.booked' : 'result.registered')}</span>
      </h1>
      {appointment ? (
        <>
          <BigWhen startsAt={appointment.startsAt} />
          <p className="where">
            <b>{t('result.place', { station: name })}</b>
            <span>{t('result.early')}</span>
            {station && <span>{station.address}</span>}
            <span>{whyForResident(t, appointment.reason)}</span>
          </p>
        </>
      ) : (
        <>
          <div className="when">
            <p className="d">{t('result.arranging')}</p>
            <p className="t promise">{t('result.promise', { time: dayWordPartTime(receipt.noticeDueAt, now) })}</p>
          </div>
          <ol className="how">
            {lastFour && <li>{t('result.how.sms', { lastFour })}</li>}
            {lastFour && <li>{t('result.how.call')}</li>}
            <li>{t('result.how.look')}</li>
            {!lastFour && bureau && <li>{t('result.how.phoneUs', { phone: bureau.bureauPhone })}</li>}
          </ol>
        </>
      )}
      <div className={appointment ? 'code' : 'code flat'}>
        {appointment && <BookingQr code={mine.bookingCode} />}
        <p className="l">{t('result.code')}</p>
        <p className="n">{spacedCode(mine.bookingCode)}</p>
      </div>
      {!appointment && receipt.unplaced && (
        <p className="keep">
          {t('result.why', { reason: t(`common:unplaced.${receipt.unplaced.code}`) })} <b>{t('result.noTrip')}</b>
        </p>
      )}
      <p className="keep">{t(lastFour ? 'result.forgot' : 'result.forgotNoPhone')}</p>
      <p className="keep">{t('result.no', { no: receipt.no })}</p>
    </ResidentShell>
  );
}
