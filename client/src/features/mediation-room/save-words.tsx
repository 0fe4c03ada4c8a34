import { clockTime } from '../../lib/format';
import { Lamp, type LampState } from '../../ui/lamp';
import type { SaveState } from './notes-keeper';
import type { Notes } from './use-notes';
import { useWords } from './words';

const LAMP: Readonly<Record<SaveState, LampState>> = {
  saved: 'on',
  waiting: 'off',
  saving: 'off',
  failed: 'warn',
  closed: 'off',
};

/** Whether what is written is kept. */
export function SaveLamp({ notes }: { notes: Notes }) {
  const { t } = useWords();
  if (notes.state === 'saved' && notes.savedAt === null) return null;
  return (
    <span className="mr-save" role={notes.state === 'failed' ? 'alert' : undefined}>
      <Lamp state={LAMP[notes.state]}>
        {notes.state === 'saved' && notes.savedAt !== null
          ? t('save.saved', { time: clockTime(notes.savedAt) })
          : t(`save.${notes.state}`)}
      </Lamp>
    </span>
  );
}

/** Notes of another place were joined in: said once, with what was written there, until it was read. */
export function MergeNotice({ notes }: { notes: Notes }) {
  const { t } = useWords();
  if (!notes.merged) return null;
  return (
    <div className="mr-merge" role="status">
      <p>{t('save.merged')}</p>
      {notes.clashes.map(({ field, theirs }) => (
        <p key={field}>
          {t(theirs ? 'save.clash' : 'save.clashEmpty', { field: t(`agreement.gap.${field}`), theirs })}
        </p>
      ))}
      <button type="button" className="btn sm" onClick={notes.dismissMerge}>
        {t('save.close')}
      </button>
    </div>
  );
}
