import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { identityChanged } from '../../app/me';
import { asApiError, type ApiError } from '../../lib/api';
import { Button } from '../../ui/button';
import { Refusal } from '../../ui/refusal';
import type { Fault } from './draft';
import { Field } from './field';
import { PhoneHelp } from './phone-help';
import { signIn } from './resident-api';
import { ResidentShell } from './resident-shell';

const plain = (typed: string): string => typed.replace(/[\s-]/g, '');

/** Booking code and the last four digits of the phone: enough to see one's own appointment. */
export function CodeForm() {
  const { t } = useTranslation('resident');
  const [search] = useSearchParams();
  const [code, setCode] = useState(search.get('code') ?? '');
  const [lastFour, setLastFour] = useState('');
  const [faults, setFaults] = useState<Fault[]>([]);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);

  const enter = async (event: FormEvent) => {
    event.preventDefault();
    const wrong: Fault[] = [
      ...(plain(code).length === 8 ? [] : [{ field: 'name', rule: 'missing' } as const]),
      ...(plain(lastFour).length === 4 ? [] : [{ field: 'phone', rule: 'missing' } as const]),
    ];
    setFaults(wrong);
    setRefused(null);
    if (wrong.length > 0) return;
    setBusy(true);
    try {
      await signIn(plain(code), plain(lastFour));
      await identityChanged();
    } catch (error) {
      setRefused(asApiError(error));
      setBusy(false);
    }
  };

  return (
    <ResidentShell footer={<PhoneHelp />}>
      <h1>{t('lookUp.title')}</h1>
      {refused && <Refusal error={refused} />}
      <form onSubmit={(event) => void enter(event)} noValidate className="code-form">
        <Field
          name="code"
          label={t('lookUp.code')}
          hint={t('lookUp.codeHint')}
          value={code}
          onChange={setCode}
          maxLength={12}
          autoComplete="off"
        />
        {faults.some(({ field }) => field === 'name') && <p className="fault">{t('lookUp.codeMissing')}</p>}
        <Field
          name="lastFour"
          label={t('lookUp.lastFour')}
          hint={t('lookUp.lastFourHint')}
          value={lastFour}
          onChange={setLastFour}
          maxLength={4}
          inputMode="numeric"
          autoComplete="off"
        />
        {faults.some(({ field }) => field === 'phone') && <p className="fault">{t('lookUp.lastFourMissing')}</p>}
        <Button type="submit" kind="primary" isDisabled={busy}>
          {t(busy ? 'lookUp.looking' : 'lookUp.submit')}
        </Button>
      </form>
      <p className="keep">{t('lookUp.forgot')}</p>
    </ResidentShell>
  );
}
