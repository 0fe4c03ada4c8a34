import { useTranslation } from 'react-i18next';
import { FileButton } from './file-button';
import { slipOf } from './resident-api';

interface SlipButtonProps {
  requestId: string;
  partyId: string;
  code: string;
  kind?: 'primary' | 'plain';
}

/** Saves the slip as a PDF, which a phone can show, print or pass on. */
export function SlipButton({ requestId, partyId, code, kind = 'plain' }: SlipButtonProps) {
  const { t } = useTranslation('resident');
  return (
    <FileButton
      kind={kind}
      icon="print"
      label={t('result.saveSlip')}
      busyLabel={t('result.saving')}
      fetchFile={() => slipOf(requestId, partyId)}
      fileName={`${t('result.slipFile', { code })}.pdf`}
    />
  );
}

/** Puts the appointment into the phone's calendar; a later change of time comes with a new file of the same entry. */
export function CalendarButton({ fileName, fetchFile }: { fileName: string; fetchFile: () => Promise<Blob> }) {
  const { t } = useTranslation('resident');
  return (
    <FileButton
      icon="calendar"
      label={t('calendar.save')}
      busyLabel={t('calendar.saving')}
      fetchFile={fetchFile}
      fileName={`${t('calendar.file', { code: fileName })}.ics`}
    />
  );
}
