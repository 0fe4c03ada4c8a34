import type { DeskParty } from '@contracts/http/sessions';
import { Modal } from 'antd';
import { asApiError } from '../../lib/api';
import { Refusal } from '../../ui/refusal';
import { useConsent } from './queries';
import { useWords } from './words';

interface Props {
  sessionId: string;
  party: DeskParty | null;
  sided: boolean;
  close: () => void;
}

/** 愿不愿意调解, asked in person and recorded as it was said; it can be withdrawn at any time (程序规定 §180). */
export function ConsentDialog({ sessionId, party, sided, close }: Props) {
  const { t, who } = useWords();
  const consent = useConsent(sessionId);
  const say = (consents: boolean) => {
    if (party) consent.mutate({ partyId: party.id, consents }, { onSuccess: close });
  };
  return (
    <Modal
      open={party !== null}
      title={t('lamp.consentTitle')}
      onCancel={close}
      width={520}
      footer={
        <div className="mr-say">
          <button type="button" className="btn danger" disabled={consent.isPending} onClick={() => say(false)}>
            {t('lamp.consentNo')}
          </button>
          <button type="button" className="btn primary" disabled={consent.isPending} onClick={() => say(true)}>
            {t('lamp.consentYes')}
          </button>
        </div>
      }
    >
      <p>{party && t('lamp.consentAsk', { who: `${sided ? `${who(party, sided)} ` : ''}${party.name}` })}</p>
      <p className="mr-hint">{t('lamp.consentNoEffect')}</p>
      {consent.error && <Refusal error={asApiError(consent.error)} staff />}
    </Modal>
  );
}
