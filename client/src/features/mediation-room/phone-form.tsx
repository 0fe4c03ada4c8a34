import { Checkbox, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { asApiError } from '../../lib/api';
import { bureauNow } from '../../lib/server-clock';
import { clockTime } from '../../lib/format';
import { Lamp } from '../../ui/lamp';
import { Refusal } from '../../ui/refusal';
import { PhoneTalks } from './phone-talks';
import { useRecordPhone } from './people-queries';
import type { Room } from './use-room';
import { useWords } from './words';

const MINUTE = 60_000;
const EMPTY = { minutes: 5, note: '', ends: false } as const;

/** 改打电话: the talk by telephone, written down by the one who called. It began as long ago as it lasted. */
export function PhoneForm({ room }: { room: Room }) {
  const { t, who } = useWords();
  const record = useRecordPhone(room.session.id);
  const [partyId, setPartyId] = useState(room.parties[0]?.id ?? '');
  const [draft, setDraft] = useState<{ minutes: number; note: string; ends: boolean }>(EMPTY);
  const at = bureauNow() - draft.minutes * MINUTE;
  const save = () =>
    record.mutate(
      { partyId, at: new Date(at).toISOString(), ...draft, note: draft.note.trim() },
      { onSuccess: () => setDraft(EMPTY) },
    );
  return (
    <details className="mr-form">
      <summary>{t('phone.title')}</summary>
      <p className="mr-hint">{t('phone.hint')}</p>
      <PhoneTalks sessionId={room.session.id} parties={room.parties} sided={room.sided} />
      <div className="mr-fields">
        <Select
          aria-label={t('phone.party')}
          value={partyId}
          onChange={setPartyId}
          options={room.parties.map((party) => ({ value: party.id, label: who(party, room.sided) }))}
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
        <span>
          {t('phone.at')} {clockTime(at)}
        </span>
      </div>
      <Input.TextArea
        aria-label={t('phone.note')}
        placeholder={t('phone.notePlaceholder')}
        value={draft.note}
        maxLength={2000}
        autoSize={{ minRows: 2, maxRows: 5 }}
        onChange={(event) => setDraft({ ...draft, note: event.target.value })}
      />
      <Checkbox checked={draft.ends} onChange={(event) => setDraft({ ...draft, ends: event.target.checked })}>
        {t('phone.ends')}
      </Checkbox>
      <p>
        <button type="button" className="btn" disabled={!draft.note.trim() || record.isPending} onClick={save}>
          {t('phone.save')}
        </button>{' '}
        {record.isSuccess && !draft.note && <Lamp state="on">{t('phone.saved')}</Lamp>}
      </p>
      {record.error && <Refusal error={asApiError(record.error)} staff />}
    </details>
  );
}
