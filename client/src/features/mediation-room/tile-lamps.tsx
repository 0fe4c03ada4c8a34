import type { DeskParty } from '@contracts/http/sessions';
import { Lamp } from '../../ui/lamp';
import { useWords } from './words';

interface Props {
  party: DeskParty;
  mediate: boolean;
  askConsent: (party: DeskParty) => void;
}

/** Identity, consent, and who came along. Consent is a lamp that can be pressed: it is asked, and can be withdrawn. */
export function TileLamps({ party, mediate, askConsent }: Props) {
  const { t } = useWords();
  const along = [
    ...(party.guardianName ? [t('tile.guardian', { name: party.guardianName })] : []),
    ...(party.companions > 0 ? [t('tile.companions', { count: party.companions })] : []),
    ...party.needs.filter((need) => need !== 'companion' && need !== 'minor').map((need) => t(`common:need.${need}`)),
  ];
  return (
    <footer>
      <Lamp state={party.identityCheckedAt ? 'on' : 'off'}>
        {t(party.identityCheckedAt ? 'lamp.identity' : 'lamp.identityNot')}
      </Lamp>
      {mediate && (
        <button type="button" className="mr-consent" onClick={() => askConsent(party)}>
          <Lamp state={party.consentAt ? 'on' : 'warn'}>{t(party.consentAt ? 'lamp.consent' : 'lamp.consentNot')}</Lamp>
        </button>
      )}
      <span className="mr-along">{along.join(t('comma'))}</span>
    </footer>
  );
}
