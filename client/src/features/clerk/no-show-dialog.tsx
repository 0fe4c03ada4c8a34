import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime } from '../../lib/format';
import { useNow } from '../../lib/server-clock';
import { FormField } from '../../ui/form-field';
import styles from './clerk.module.css';
import { missedFrom, type Expected } from './day';
import { markNoShow, undoNoShow } from './deeds';
import { FormDialog } from './form-dialog';

interface NoShowDialogProps {
  one: Expected;
  /** Minutes that a talk is waited for; null while they are not known. */
  graceMinutes: number | null;
  close: (done: boolean) => void;
}

/** 没有来: only after the grace time, which is named; it can be taken back. */
export function NoShowDialog({ one, graceMinutes, close }: NoShowDialogProps) {
  const { t } = useTranslation('clerk');
  const now = useNow(5_000);
  const [note, setNote] = useState('');
  const { request } = one;
  const from = graceMinutes === null ? null : missedFrom(one, graceMinutes);
  const early = from !== null && now < from;
  return (
    <FormDialog
      title={t('noShow.title', { name: one.party.name })}
      ok={t('noShow.ok')}
      later={t('noShow.later')}
      okDisabled={early}
      danger
      save={async (key) => {
        await markNoShow(request.id, { version: request.version, reason: note.trim() }, key);
        return true;
      }}
      close={close}
    >
      {(submit) => (
        <>
          <p>{t('noShow.lead', { time: clockTime(one.startsAt) })}</p>
          {early && graceMinutes !== null && (
            <p className={styles.note}>{t('noShow.early', { time: clockTime(from), minutes: graceMinutes })}</p>
          )}
          <p>{t('noShow.effect')}</p>
          <FormField id="no-show-note" label={t('call.note')} hint={t('call.noteHint')}>
            <Input
              id="no-show-note"
              maxLength={200}
              value={note}
              onChange={(event) => setNote(event.target.value)}
              onPressEnter={submit}
            />
          </FormField>
        </>
      )}
    </FormDialog>
  );
}

/** They came after all: the talk stands again, if its room and official are still free. */
export function UndoNoShowDialog({ one, close }: { one: Expected; close: (done: boolean) => void }) {
  const { t } = useTranslation('clerk');
  const { request } = one;
  return (
    <FormDialog
      title={t('noShow.undoTitle', { name: one.party.name })}
      ok={t('noShow.undoOk')}
      later={t('noShow.undoLater')}
      save={async (key) => {
        await undoNoShow(request.id, { version: request.version, reason: '' }, key);
        return true;
      }}
      close={close}
    >
      {() => <p>{t('noShow.undoEffect')}</p>}
    </FormDialog>
  );
}
