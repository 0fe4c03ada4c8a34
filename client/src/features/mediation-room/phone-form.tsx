import type { SessionView } from '@contracts/http/sessions';
import { Checkbox, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { asApiError } from '../../lib/api';
import { useNow } from '../../lib/server-clock';
import { Lamp } from '../../ui/lamp';
import { Refusal } from '../../ui/refusal';
import { calledAt, clockField } from './phone-time';
import { PhoneTalks } from './phone-talks';
import { useRecordPhone } from './people-queries';
import { useWords } from './words';

interface Draft {
  readonly minutes: number;
  /** `09:40` in the bureau's zone; null for a talk that is over just now. */
  readonly clock: string | null;
  readonly note: string;
  readonly ends: boolean;
}

const EMPTY: Draft = { minutes: 5, clock: null, note: '', ends: false };

/** 改打电话: the talk by telephone, written down by the one who called, while the call goes on or after it. */
export function PhoneForm({ session, sided }: { session: SessionView; sided: boolean }) {
  const { t, who } = useWords();
  const record = useRecordPhone(session.id);
  const { parties } = session.appointment;
  const [partyId, setPartyId] = useState(parties[0]?.id ?? '');
  const [draft, setDraft] = useState(EMPTY);
  const now = useNow(10_000);
  const at = calledAt(draft, now);
  const save = () =>
    record.mutate(
      {
        ...{ partyId, at: new Date(at).toISOString(), minutes: draft.minutes },
        ...{ note: draft.note.trim(), ends: draft.ends && !session.endedAt },
      },
      { onSuccess: () => setDraft(EMPTY) },
    );
  return (
    <details className="mr-form">
      <summary>{t('phone.title')}</summary>
      <p className="mr-hint">{t('phone.hint')}</p>
      {!session.endedAt && <PhoneTalks sessionId={session.id} parties={parties} sided={sided} />}
      <div className="mr-fields">
        <Select
          aria-label={t('phone.party')}
          value={partyId}
          onChange={setPartyId}
          options={parties.map((party) => ({
            value: party.id,
            label: sided ? `${who(party, sided)} ${party.name}` : party.name,
          }))}
        />
        <label>
          {t('phone.minutes')}{' '}
          <InputNumber
            min={1}
            max={240}
            value={draft.minutes}
            onChange={(minutes) => setDraft({ ...draft, minutes: minutes ?? 1 })}
          />
        </label>
        <label>
          {t('phone.at')}{' '}
          <Input
            type="time"
            className="mr-clock"
            value={draft.clock ?? clockField(at)}
            onChange={(event) => setDraft({ ...draft, clock: event.target.value || null })}
          />
        </label>
      </div>
      {at > now && (
        <p className="msg-err" role="alert">
          {t('phone.badTime')}
        </p>
      )}
      <Input.TextArea
        aria-label={t('phone.note')}
        placeholder={t('phone.notePlaceholder')}
        value={draft.note}
        maxLength={2000}
        autoSize={{ minRows: 2, maxRows: 5 }}
        onChange={(event) => setDraft({ ...draft, note: event.target.value })}
      />
      {!session.endedAt && (
        <Checkbox checked={draft.ends} onChange={(event) => setDraft({ ...draft, ends: event.target.checked })}>
          {t('phone.ends')}
        </Checkbox>
      )}
      <p>
        <button
          type="button"
          className="btn"
          disabled={!draft.note.trim() || at > now || record.isPending}
          onClick={save}
        >
          {t('phone.save')}
        </button>{' '}
        {record.isSuccess && !draft.note && <Lamp state="on">{t('phone.saved')}</Lamp>}
      </p>
      {record.error && <Refusal error={asApiError(record.error)} staff />}
    </details>
  );
}
