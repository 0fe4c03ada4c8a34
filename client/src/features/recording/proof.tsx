import type { RecordingView } from '@contracts/http/recordings';
import { useTranslation } from 'react-i18next';
import { Lamp } from '../../ui/lamp';
import { exportPath } from './queries';
import styles from './recording.module.css';

/** Whether it was changed, in one sentence, and how to take it away and check it. */
export function Proof({ view }: { view: RecordingView }) {
  const { t } = useTranslation('recording');
  const { chain, purgedAt, accessId, tracks } = view;
  const open = chain.strands.some(({ closed }) => !closed);
  return (
    <>
      <section className={styles.part}>
        <h2>{t('chain.title')}</h2>
        <p role="status">
          <Lamp state={chain.entries === 0 ? 'off' : chain.ok ? 'on' : 'fail'}>{verdict()}</Lamp>
        </p>
        {open && <p className={styles.quiet}>{t('chain.open')}</p>}
        {chain.lastHash && (
          <p className={styles.hash}>
            <small>
              {t('chain.last')}
              {t('separator')}
              {t('chain.lastHint')}
            </small>
            <code>{chain.lastHash}</code>
          </p>
        )}
      </section>
      {!purgedAt && tracks.length > 0 && (
        <section className={styles.part}>
          <h2>{t('export.title')}</h2>
          <p>
            <a className="btn sm" href={exportPath(accessId)} download>
              {t('export.do')}
            </a>
          </p>
          <p className={styles.quiet}>{t('export.hint')}</p>
          <p className={styles.hash}>
            <small>{t('export.check')}</small>
            <code>{t('export.command')}</code>
          </p>
        </section>
      )}
    </>
  );

  function verdict(): string {
    if (chain.entries === 0) return t('chain.none');
    if (chain.ok) return t('chain.whole', { count: chain.entries });
    return chain.brokenAt
      ? t('chain.brokenAt', { ...chain.brokenAt, index: chain.brokenAt.index + 1 })
      : t('chain.broken');
  }
}
