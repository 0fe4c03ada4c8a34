import type { CompleteFollowUp, FollowUpView } from '@contracts/http/follow-ups';
import { FOLLOW_UP_METHODS, FOLLOW_UP_RESULTS } from '@domain/outcome';
import { Button, Checkbox, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { api, asApiError, type ApiError } from '../../lib/api';
import { Refusal } from '../../ui/refusal';
import styles from './follow-ups.module.css';

const SCORES = [5, 4, 3, 2, 1] as const;

interface Typed {
  method: CompleteFollowUp['method'];
  result: CompleteFollowUp['result'];
  note?: string;
  score?: number;
  comment?: string;
  reopen?: boolean;
}

/** How the follow-up was done and what came of it. The rating is asked only by somebody who did not host. */
export function CompleteForm({ item, completed }: { item: FollowUpView; completed: (reopened: boolean) => void }) {
  const { t } = useTranslation(['followUps', 'common']);
  const [key] = useState(() => crypto.randomUUID());
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const [form] = Form.useForm<Typed>();
  const score = Form.useWatch('score', form);
  const submit = async (typed: Typed): Promise<void> => {
    setSending(true);
    setRefused(null);
    const body: CompleteFollowUp = {
      method: typed.method,
      result: typed.result,
      note: typed.note ?? '',
      reopen: typed.reopen ?? false,
      ...(item.mayRate && typed.score ? { rating: { score: typed.score, comment: typed.comment ?? '' } } : {}),
    };
    try {
      await api.post(z.unknown(), `/api/follow-ups/${item.id}/complete`, body, { idempotencyKey: key });
      completed(body.reopen ?? false);
    } catch (error) {
      setRefused(asApiError(error));
      setSending(false);
    }
  };
  return (
    <Form<Typed>
      form={form}
      layout="vertical"
      requiredMark={false}
      validateTrigger="onSubmit"
      scrollToFirstError={{ focus: true }}
      className={styles.form}
      onFinish={(typed) => void submit(typed)}
    >
      <h2>
        {item.partyName}
        <small>{[t(`kind.${item.kind}`), item.phoneMasked ?? t('noPhone')].join(t('sep'))}</small>
      </h2>
      <Form.Item name="method" label={t('method')} rules={[{ required: true, message: t('methodMissing') }]}>
        <Radio.Group
          optionType="button"
          options={FOLLOW_UP_METHODS.map((value) => ({ value, label: t(`methods.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="result" label={t('result')} rules={[{ required: true, message: t('resultMissing') }]}>
        <Radio.Group
          className={styles.stack}
          options={FOLLOW_UP_RESULTS.map((value) => ({ value, label: t(`results.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="note" label={<Labelled label={t('note')} hint={t('noteHint')} />}>
        <Input.TextArea rows={3} maxLength={1000} />
      </Form.Item>
      {item.mayRate ? (
        <>
          <Form.Item name="score" label={<Labelled label={t('rating')} hint={t('ratingHint')} />}>
            <Radio.Group
              className={styles.stack}
              options={[
                ...SCORES.map((value) => ({ value, label: t(`common:score.${value}`) })),
                { value: 0, label: t('noScore') },
              ]}
            />
          </Form.Item>
          {score !== undefined && score > 0 && (
            <Form.Item name="comment" label={<Labelled label={t('comment')} hint={t('noteHint')} />}>
              <Input.TextArea rows={2} maxLength={500} />
            </Form.Item>
          )}
        </>
      ) : (
        <p className={styles.may}>{t('mayNotRate')}</p>
      )}
      <Form.Item name="reopen" valuePropName="checked" extra={t('reopenHint')}>
        <Checkbox>{t('reopen')}</Checkbox>
      </Form.Item>
      {refused && <Refusal error={refused} staff />}
      <Button type="primary" htmlType="submit" block loading={sending} className={styles.submit}>
        {t('save')}
      </Button>
    </Form>
  );
}

function Labelled({ label, hint }: { label: string; hint: string }) {
  return (
    <span className={styles.label}>
      {label} <em>{hint}</em>
    </span>
  );
}
