import type { RequestView } from '@contracts/http/requests';
import type { Topic } from '@domain/topic';
import { DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isoDate } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import { bureauNow } from '../../lib/server-clock';
import { useStations } from '../../lib/stations';
import { FormDialog } from '../../ui/form-dialog';
import { FormField } from '../../ui/form-field';
import { deskChanged, invite } from './deeds';
import styles from './desk-deeds.module.css';
import { EMPTY_INVITATION, invitationOf, invitationProblems, topicsToInvite, type InvitationField } from './invitation';

interface InviteDialogProps {
  /** What the inviter answers for. */
  topics: readonly Topic[];
  /** With what came of it; null when nothing was sent. */
  close: (invited: RequestView | null) => void;
}

/** 约群众来谈: whom, about what, to which station. Whoever invites hosts; the first time they are free is taken. */
export function InviteDialog({ topics, close }: InviteDialogProps) {
  const { t } = useTranslation(['deskDeeds', 'common']);
  const { language } = useLanguage();
  const { data: stations = [] } = useStations();
  const [draft, setDraft] = useState({ ...EMPTY_INVITATION, topic: topicsToInvite(topics)[0] ?? null });
  const [tried, setTried] = useState(false);
  const made = useRef<RequestView | null>(null);
  const set = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part });
  const problems = tried ? invitationProblems(draft) : [];
  const errorAt = (field: InvitationField): string | undefined => {
    const found = problems.find((problem) => problem.field === field);
    return found && t(`invite.${found.word}`, { digits: found.digits });
  };
  const statusAt = (field: InvitationField) => (errorAt(field) ? 'error' : '');
  return (
    <FormDialog
      title={t('invite.title')}
      ok={t('invite.ok')}
      later={t('invite.later')}
      save={async (key) => {
        setTried(true);
        const { topic } = draft;
        const [first] = invitationProblems(draft);
        if (first) document.getElementById(`invite-${first.field}`)?.focus();
        if (topic === null || first) return false;
        made.current = await invite(invitationOf({ ...draft, topic }), key);
        return true;
      }}
      changed={deskChanged}
      close={(done) => close(done ? made.current : null)}
    >
      {() => (
        <div className={styles.fields}>
          <FormField id="invite-topic" label={t('invite.topic')} error={errorAt('topic')}>
            <Select
              id="invite-topic"
              value={draft.topic}
              status={statusAt('topic')}
              options={topicsToInvite(topics).map((value) => ({ value, label: t(`common:topic.${value}`) }))}
              onChange={(topic) => set({ topic })}
            />
          </FormField>
          <FormField id="invite-stationId" label={t('invite.station')} error={errorAt('stationId')}>
            <Select
              id="invite-stationId"
              showSearch={{ optionFilterProp: 'label' }}
              value={draft.stationId === '' ? null : draft.stationId}
              placeholder={t('invite.stationPick')}
              status={statusAt('stationId')}
              options={stations.map(({ id, name, nameEn }) => ({
                value: id,
                label: language === 'en' ? nameEn : name,
              }))}
              onChange={(stationId: string) => set({ stationId })}
            />
          </FormField>
          <FormField id="invite-name" label={t('invite.name')} error={errorAt('name')}>
            <Input
              id="invite-name"
              maxLength={40}
              value={draft.name}
              status={statusAt('name')}
              onChange={(event) => set({ name: event.target.value })}
            />
          </FormField>
          <FormField id="invite-phone" label={t('invite.phone')} error={errorAt('phone')}>
            <Input
              id="invite-phone"
              inputMode="tel"
              maxLength={20}
              value={draft.phone}
              status={statusAt('phone')}
              onChange={(event) => set({ phone: event.target.value })}
            />
          </FormField>
          <FormField id="invite-summary" label={t('invite.summary')} hint={t('invite.optional')} wide>
            <Input.TextArea
              id="invite-summary"
              rows={2}
              maxLength={500}
              value={draft.summary}
              onChange={(event) => set({ summary: event.target.value })}
            />
          </FormField>
          <FormField id="invite-on" label={t('invite.on')} hint={t('invite.optional')} wide>
            <DatePicker
              id="invite-on"
              placeholder={t('invite.first')}
              minDate={dayjs(isoDate(bureauNow()))}
              value={draft.on === '' ? null : dayjs(draft.on)}
              onChange={(day) => set({ on: day?.format('YYYY-MM-DD') ?? '' })}
            />
          </FormField>
        </div>
      )}
    </FormDialog>
  );
}
