import type { FailedNotice } from '@contracts/http/notices';
import { Form, Input, Modal } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { api, asApiError, type ApiError } from '../../lib/api';
import { dayPartTime, longDate, shortDateTime } from '../../lib/format';
import { keyFor, type SentKey } from '../../lib/idempotency-key';
import { useStationName } from '../../lib/stations';
import { Refusal } from '../../ui/refusal';
import { RevealPhone } from '../../ui/reveal-phone';
import styles from './messages.module.css';
import { peopleChanged } from './queries';

interface Typed {
  toldTo: string;
  note?: string;
}

/** What to say on the telephone, and who was told. Only then it counts as a notice. */
export function CallDialog({ item, close }: { item: FailedNotice; close: () => void }) {
  const { t } = useTranslation('messages');
  const stationName = useStationName();
  const [form] = Form.useForm<Typed>();
  const [sending, setSending] = useState(false);
  const sent = useRef<SentKey | null>(null);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const save = async ({ toldTo, note = '' }: Typed): Promise<void> => {
    setSending(true);
    setRefused(null);
    try {
      sent.current = keyFor({ toldTo, note }, sent.current);
      await api.post(
        z.unknown(),
        `/api/notices/${item.id}/told`,
        { toldTo, note },
        { idempotencyKey: sent.current.key },
      );
      await peopleChanged();
      close();
    } catch (error) {
      setRefused(asApiError(error));
      setSending(false);
    }
  };
  return (
    <Modal
      open
      title={t('call.title', { name: item.partyName })}
      okText={t('call.ok')}
      cancelText={t('call.later')}
      confirmLoading={sending}
      onOk={form.submit}
      onCancel={close}
    >
      <div className={styles.dialog}>
        {item.phoneMasked && <RevealPhone noticeId={item.id} phoneMasked={item.phoneMasked} />}
        <p>{t(item.phoneMasked ? 'call.lead' : 'call.leadNoPhone')}</p>
        <blockquote>
          {t(`call.about.${item.kind}`, {
            time: item.startsAt ? `${longDate(item.startsAt)} ${dayPartTime(item.startsAt)}` : '',
            station: stationName(item.stationName),
            no: item.requestNo,
            due: shortDateTime(item.noticeDueAt),
          })}
        </blockquote>
        <Form<Typed> form={form} layout="vertical" requiredMark={false} onFinish={(typed) => void save(typed)}>
          <Form.Item label={t('call.toldTo')} required>
            <div className={styles.toldTo}>
              <Form.Item
                noStyle
                name="toldTo"
                rules={[{ required: true, whitespace: true, message: t('call.missing') }]}
              >
                <Input autoFocus maxLength={40} aria-label={t('call.toldTo')} />
              </Form.Item>
              <button type="button" className="btn" onClick={() => form.setFieldValue('toldTo', t('call.self'))}>
                {t('call.self')}
              </button>
            </div>
          </Form.Item>
          <Form.Item name="note" label={`${t('call.note')} ${t('call.noteHint')}`}>
            <Input maxLength={300} />
          </Form.Item>
        </Form>
        {refused && <Refusal error={refused} staff />}
      </div>
    </Modal>
  );
}
