import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asApiError, type ApiError } from '../../lib/api';
import { Button } from '../../ui/button';
import { Refusal } from '../../ui/refusal';
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
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const save = async () => {
    setBusy(true);
    setRefused(null);
    try {
      const address = URL.createObjectURL(await slipOf(requestId, partyId));
      const link = document.createElement('a');
      link.href = address;
      link.download = `${t('result.slipFile', { code })}.pdf`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    } catch (error) {
      setRefused(asApiError(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button kind={kind} icon="print" onPress={() => void save()} isDisabled={busy}>
        {t(busy ? 'result.saving' : 'result.saveSlip')}
      </Button>
      {refused && <Refusal error={refused} />}
    </>
  );
}
