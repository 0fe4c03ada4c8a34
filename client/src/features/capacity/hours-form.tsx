import { versionChanged, type CapacityResource, type ResourceHours } from '@contracts/http/capacity';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api';
import { useDeed } from '../../lib/deed';
import { newKey } from '../../lib/idempotency-key';
import { Refusal } from '../../ui/refusal';
import styles from './capacity.module.css';
import {
  draftOf,
  inOrder,
  mistakesOf,
  mondayToFriday,
  newRow,
  officeHours,
  rowsOf,
  type DraftRow,
} from './hours-draft';
import { HoursLine } from './hours-line';
import { NewerNote } from './newer-note';
import { capacityChanged } from './use-capacity';
import { useHeld } from './use-held';

interface HeldHoursProps {
  resource: CapacityResource;
  newest: ResourceHours;
  unsaved: boolean;
  setUnsaved: (unsaved: boolean) => void;
  saved: (clashes: number) => void;
}

/** The form of the weekly hours; news from others waits while something is typed. */
export function HeldHours({ newest, unsaved, setUnsaved, ...rest }: HeldHoursProps) {
  const { held, newer, take } = useHeld(newest, unsaved);
  const takeTheirs = (): void => {
    setUnsaved(false);
    take();
  };
  return (
    <HoursForm
      {...rest}
      key={held.version}
      hours={held}
      newerVersion={newer ? newest.version : null}
      takeTheirs={takeTheirs}
      setUnsaved={setUnsaved}
    />
  );
}

interface HoursFormProps extends Omit<HeldHoursProps, 'newest' | 'unsaved'> {
  hours: ResourceHours;
  /** Of what somebody else has saved since. */
  newerVersion: number | null;
  takeTheirs: () => void;
}

/** The stretches that repeat: one row each, lunch being the gap between two. */
function HoursForm({ resource, hours, newerVersion, takeTheirs, setUnsaved, saved }: HoursFormProps) {
  const { t } = useTranslation('capacity');
  const [draft, setDraft] = useState<readonly DraftRow[]>(() => draftOf(hours.rows));
  const [dirty, setDirty] = useState(false);
  const [version, setVersion] = useState(hours.version);
  const [tried, setTried] = useState(false);
  const { sending, refused, run, dismiss } = useDeed(capacityChanged);
  useEffect(() => setUnsaved(dirty), [dirty, setUnsaved]);
  const mistakes = mistakesOf(draft);
  const change = (next: readonly DraftRow[]): void => {
    setDraft(next);
    setDirty(true);
  };
  const forget = (): void => {
    setDraft(draftOf(hours.rows));
    setDirty(false);
    setTried(false);
    dismiss();
  };
  const add = (): void => {
    const last = draft[draft.length - 1];
    const afternoon = last && last.closes <= '14:00';
    const weekday = last ? (afternoon ? last.weekday : Math.min(7, last.weekday + 1)) : 1;
    change([...draft, afternoon ? newRow(newKey(), weekday, '14:00', '17:30') : newRow(newKey(), weekday)]);
  };
  const save = async (): Promise<void> => {
    setTried(true);
    if (mistakes.size > 0) return;
    await run(async () => {
      const body = { version, rows: rowsOf(inOrder(draft)) };
      const { clashes } = await api.put(versionChanged, `/api/resources/${resource.id}/hours`, body);
      setDirty(false);
      saved(clashes);
    });
  };
  return (
    <section className={styles.hours} aria-labelledby="hours-title">
      <header>
        <h3 id="hours-title">
          {t('hours.title')} <small>{t('hours.hint')}</small>
        </h3>
        {resource.mayEdit && (
          <>
            <button type="button" className="btn sm" onClick={() => change(mondayToFriday(draft, newKey))}>
              {t('hours.copyMonday')}
            </button>
            <button type="button" className="btn sm" onClick={() => change(officeHours(newKey))}>
              {t('hours.office')}
            </button>
          </>
        )}
      </header>
      {draft.length === 0 && <p className={styles.emptyRow}>{t('hours.empty')}</p>}
      <ul>
        {draft.map((row, index) => (
          <HoursLine
            key={row.key}
            row={row}
            first={draft[index - 1]?.weekday !== row.weekday}
            readOnly={!resource.mayEdit}
            mistake={tried || mistakes.get(row.key)?.code !== 'TIME_WRONG' ? mistakes.get(row.key) : undefined}
            change={(next) => change(draft.map((one) => (one.key === row.key ? next : one)))}
            remove={() => change(draft.filter(({ key }) => key !== row.key))}
          />
        ))}
      </ul>
      {newerVersion !== null && newerVersion !== version && (
        <NewerNote
          takeTheirs={takeTheirs}
          keepMine={() => {
            setVersion(newerVersion);
            dismiss();
          }}
        />
      )}
      {refused && <Refusal error={refused} staff />}
      {resource.mayEdit && (
        <footer className={dirty ? styles.saveBar : undefined}>
          <button type="button" className="btn" onClick={add}>
            {t('hours.add')}
          </button>
          {dirty && (
            <>
              <span>{mistakes.size > 0 ? t('hours.wrong', { n: mistakes.size }) : t('hours.unsaved')}</span>
              <button type="button" className="btn" onClick={forget}>
                {t('hours.forget')}
              </button>
              <Button type="primary" loading={sending} onClick={() => void save()}>
                {t('hours.save')}
              </Button>
            </>
          )}
        </footer>
      )}
    </section>
  );
}
