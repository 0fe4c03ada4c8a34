import type { ResidentView } from '@contracts/http/requests';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/me';
import { useLanguage } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { BigWhen } from '../big-when';
import { calendarFile } from '../resident-api';
import { ResidentShell } from '../resident-shell';
import { CalendarButton, SlipButton } from '../slip-button';

/** 换好了: the new time, large; the calendar and the slip of it. */
export function Changed({ view, leave }: { view: ResidentView; leave: () => void }) {
  const { t } = useTranslation('resident');
  const { language } = useLanguage();
  const { data: me } = useMe();
  return (
    <ResidentShell
      footer={
        <Button kind="primary" onPress={leave}>
          {t('change.mine')}
        </Button>
      }
    >
      <h1 className="ok-bar">
        <Icon name="check" />
        {t('change.done')}
      </h1>
      {view.startsAt && <BigWhen startsAt={view.startsAt} />}
      <p className="where">
        <b>{t('result.place', { station: language === 'zh' ? view.stationName : view.stationNameEn })}</b>
        <span>{t('change.old')}</span>
      </p>
      <div className="act">
        <CalendarButton fileName={view.bookingCode} fetchFile={calendarFile} />
        {me?.kind === 'resident' && (
          <SlipButton requestId={me.requestId} partyId={me.partyId} code={view.bookingCode} />
        )}
      </div>
    </ResidentShell>
  );
}
