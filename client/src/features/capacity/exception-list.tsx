import { capacityChanged as changedSchema, type CapacityResource, type ExceptionView } from '@contracts/http/capacity';
import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStaff } from '../../app/me';
import { api } from '../../lib/api';
import { useDeed } from '../../lib/deed';
import { Refusal } from '../../ui/refusal';
import styles from './capacity.module.css';
import { useSpanWords } from './span-words';
import { capacityChanged } from './use-capacity';

interface ExceptionListProps {
  resource: CapacityResource;
  exceptions: readonly ExceptionView[];
  removed: (clashes: number) => void;
}

/** What differs from the week, from now on; each can be taken back. */
export function ExceptionList({ resource, exceptions, removed }: ExceptionListProps) {
  const { t } = useTranslation(['capacity', 'common']);
  const staff = useStaff();
  const spanWords = useSpanWords();
  const [asked, setAsked] = useState<ExceptionView | null>(null);
  const { sending, refused, run, dismiss } = useDeed(capacityChanged);
  const mayRemove = ({ createdBy }: ExceptionView): boolean =>
    resource.mayExcept === 'any' || (resource.mayExcept !== 'none' && createdBy === staff?.displayName);
  const remove = ({ id }: ExceptionView): Promise<void> =>
    run(async () => {
      const { clashes } = await api.delete(changedSchema, `/api/exceptions/${id}`);
      setAsked(null);
      removed(clashes);
    });
  return (
    <section className={styles.exceptions} aria-labelledby="exceptions-title">
      <h3 id="exceptions-title">
        {t('exceptions')} <small>{t('exceptionsHint')}</small>
      </h3>
      {exceptions.length === 0 && <p className={styles.emptyRow}>{t('noExceptions')}</p>}
      <ul hidden={exceptions.length === 0}>
        {exceptions.map((one) => (
          <li key={one.id}>
            <b className={one.kind === 'opening' ? styles.opening : styles.away}>{t(`exception.${one.kind}`)}</b>
            <span>{spanWords(one)}</span>
            <span>{one.reason}</span>
            <small>{one.createdBy ?? ''}</small>
            {mayRemove(one) && (
              <button type="button" className="btn sm" onClick={() => setAsked(one)}>
                {t('takeBack')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <Modal
        open={asked !== null}
        title={t('takeBackTitle')}
        okText={t('takeBack')}
        cancelText={t('common:action.cancel')}
        okButtonProps={{ danger: true, loading: sending }}
        onOk={() => void (asked && remove(asked))}
        onCancel={() => {
          setAsked(null);
          dismiss();
        }}
        width={460}
      >
        {asked && (
          <p>
            {t(asked.kind === 'opening' ? 'takeBackOpening' : 'takeBackAbsence', {
              kind: t(`exception.${asked.kind}`),
              span: spanWords(asked),
            })}
          </p>
        )}
        {refused && <Refusal error={refused} staff />}
      </Modal>
    </section>
  );
}
