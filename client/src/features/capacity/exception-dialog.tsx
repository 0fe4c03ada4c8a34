import { exceptionAdded, EXCEPTION_KINDS, type CapacityResource, type ExceptionInput } from '@contracts/http/capacity';
import { DatePicker, Input, Modal, Radio } from 'antd';
import dayjs from 'dayjs';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, asApiError, type ApiError } from '../../lib/api';
import { keyFor, type SentKey } from '../../lib/idempotency-key';
import { bureauNow } from '../../lib/server-clock';
import { Refusal } from '../../ui/refusal';
import styles from './capacity.module.css';
import { instantsOf, QUICK_SPANS, quickSpan, type TypedSpan } from './exception-times';
import { tidyTime } from './hours-draft';
import { useSpanWords } from './span-words';
import { capacityChanged } from './use-capacity';

interface ExceptionDialogProps {
  resource: CapacityResource;
  title: string;
  close: () => void;
  added: (clashes: number) => void;
}

/** Leave, training, a closure, a fault, or an extra opening: what, from when to when, and why. */
export function ExceptionDialog({ resource, title, close, added }: ExceptionDialogProps) {
  const { t } = useTranslation(['capacity', 'common']);
  const person = resource.kind === 'official' || resource.kind === 'interpreter';
  const kinds = EXCEPTION_KINDS.filter((kind) =>
    resource.mayExcept === 'closureAndFault'
      ? kind === 'closure' || kind === 'fault'
      : person
        ? kind === 'leave' || kind === 'training' || kind === 'opening'
        : kind !== 'leave' && kind !== 'training',
  );
  const [kind, setKind] = useState<ExceptionInput['kind']>(kinds[0] ?? 'closure');
  const [span, setSpan] = useState<TypedSpan>(() => quickSpan('thisAfternoon', bureauNow()));
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const sent = useRef<SentKey | null>(null);
  const spanWords = useSpanWords();
  const instants = instantsOf(span, bureauNow());
  const wrong = typeof instants === 'string' ? instants : null;
  const submit = async (): Promise<void> => {
    setTried(true);
    if (typeof instants === 'string' || reason.trim() === '') return;
    const body: ExceptionInput = { ...instants, kind, reason: reason.trim() };
    sent.current = keyFor(body, sent.current);
    setSending(true);
    setRefused(null);
    try {
      const path = `/api/resources/${resource.id}/exceptions`;
      const { clashes } = await api.post(exceptionAdded, path, body, { idempotencyKey: sent.current.key });
      await capacityChanged();
      added(clashes);
    } catch (error) {
      setRefused(asApiError(error));
      setSending(false);
    }
  };
  const change = (part: Partial<TypedSpan>) => setSpan({ ...span, ...part });
  return (
    <Modal
      open
      title={t('exceptionOf', { name: title })}
      okText={t('saveException')}
      cancelText={t('common:action.cancel')}
      confirmLoading={sending}
      onOk={() => void submit()}
      onCancel={close}
      width={560}
    >
      <div className={styles.dialog}>
        <Radio.Group
          optionType="button"
          aria-label={t('what')}
          value={kind}
          onChange={(event) => setKind(kinds.find((one) => one === event.target.value) ?? kind)}
          options={kinds.map((value) => ({ value, label: t(`exception.${value}`) }))}
        />
        <p className={styles.hint}>{t(`exceptionHint.${kind}`)}</p>
        <p className={styles.quick}>
          {QUICK_SPANS.map((choice) => (
            <button
              key={choice}
              type="button"
              className="btn sm"
              onClick={() => setSpan(quickSpan(choice, bureauNow()))}
            >
              {t(`quick.${choice}`)}
            </button>
          ))}
        </p>
        <Moment
          label={t('from')}
          day={span.fromDay}
          time={span.fromTime}
          setDay={(fromDay) => change({ fromDay, ...(fromDay > span.toDay && { toDay: fromDay }) })}
          setTime={(fromTime) => change({ fromTime })}
        />
        <Moment
          label={t('to')}
          day={span.toDay}
          time={span.toTime}
          setDay={(toDay) => change({ toDay })}
          setTime={(toTime) => change({ toTime })}
        />
        {wrong && (tried || wrong !== 'timeWrong') && (
          <p className="msg-err" role="alert">
            {t(`spanWrong.${wrong}`)}
          </p>
        )}
        <Labelled label={t('reason')} id="exception-reason">
          <Input
            id="exception-reason"
            maxLength={80}
            value={reason}
            status={tried && reason.trim() === '' ? 'error' : ''}
            onChange={(event) => setReason(event.target.value)}
            onPressEnter={() => void submit()}
          />
          {tried && reason.trim() === '' && (
            <p className="msg-err" role="alert">
              {t('reasonMissing')}
            </p>
          )}
        </Labelled>
        {refused && <Refusal error={refused} staff />}
        {refused?.code === 'EXCEPTION_OVERLAPS' && (
          <p className={styles.hint}>
            {t('overlapsWith', {
              kind: t(`exception.${String(refused.body.params['kind'])}`),
              span: spanWords({
                startsAt: String(refused.body.params['startsAt']),
                endsAt: String(refused.body.params['endsAt']),
              }),
            })}
          </p>
        )}
      </div>
    </Modal>
  );
}

interface MomentProps {
  label: string;
  day: string;
  time: string;
  setDay: (day: string) => void;
  setTime: (time: string) => void;
}

function Moment({ label, day, time, setDay, setTime }: MomentProps) {
  const { t } = useTranslation('capacity');
  return (
    <fieldset className={styles.moment}>
      <legend>{label}</legend>
      <DatePicker
        aria-label={t('dayOf', { label })}
        allowClear={false}
        value={dayjs(day)}
        format="YYYY-MM-DD ddd"
        onChange={(value) => value && setDay(value.format('YYYY-MM-DD'))}
      />
      <Input
        aria-label={t('timeOf', { label })}
        inputMode="numeric"
        value={time}
        onChange={(event) => setTime(event.target.value)}
        onBlur={() => setTime(tidyTime(time))}
      />
    </fieldset>
  );
}

function Labelled({ label, id, children }: { label: string; id: string; children: ReactNode }) {
  return (
    <div className={styles.labelled}>
      <label htmlFor={id}>{label}</label>
      {children}
    </div>
  );
}
