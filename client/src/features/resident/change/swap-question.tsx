import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../../lib/api';
import { dayPartTime, wordDate } from '../../../lib/format';
import { useNow } from '../../../lib/server-clock';
import { Button } from '../../../ui/button';
import { Refusal } from '../../../ui/refusal';
import { ResidentShell } from '../resident-shell';

interface SwapQuestionProps {
  from: string;
  to: string;
  refused: ApiError | null;
  sending: boolean;
  yes: () => void;
  no: () => void;
}

/** 原来的 …, 换成 …? One question, the old time small and the new one large. */
export function SwapQuestion({ from, to, refused, sending, yes, no }: SwapQuestionProps) {
  const { t } = useTranslation('resident');
  const now = useNow(30_000);
  return (
    <ResidentShell
      footer={
        <div className="act">
          <Button kind="primary" icon="check" onPress={yes} isDisabled={sending}>
            {t(sending ? 'change.changing' : 'change.yes')}
          </Button>
          <Button onPress={no} isDisabled={sending}>
            {t('change.no')}
          </Button>
        </div>
      }
    >
      <h1>{t('change.question')}</h1>
      <dl className="swap">
        <div>
          <dt>{t('change.instead')}</dt>
          <dd>
            {wordDate(from, now)} {dayPartTime(from)}
          </dd>
        </div>
        <div className="take">
          <dt>{t('change.take')}</dt>
          <dd>
            {wordDate(to, now)}
            <b>{dayPartTime(to)}</b>
          </dd>
        </div>
      </dl>
      <p className="hint">{t('change.effect')}</p>
      {refused && <Refusal error={refused} />}
    </ResidentShell>
  );
}
