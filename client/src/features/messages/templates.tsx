import { NOTICE_KINDS, TEMPLATE_LANGUAGES, type NoticeKind } from '@contracts/http/notices';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asApiError } from '../../lib/api';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import styles from './messages.module.css';
import { useTemplates } from './queries';
import { TemplateEditor } from './template-editor';

/** The words of each kind of notice, both languages side by side, each above the way it arrives. */
export function Templates() {
  const { t } = useTranslation('messages');
  const [kind, setKind] = useState<NoticeKind>('booked');
  const { data, error, isPending, refetch } = useTemplates();
  if (isPending) return <Loading />;
  if (!data) return <Refusal error={asApiError(error)} again={() => void refetch()} staff />;
  const isEdited = (one: NoticeKind): boolean => data.some((template) => template.kind === one && template.edited);
  return (
    <div className={styles.templates}>
      <nav aria-label={t('tab.templates')}>
        {NOTICE_KINDS.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === kind}
            className={one === kind ? styles.here : undefined}
            onClick={() => setKind(one)}
          >
            {t(`kind.${one}`)}
            <small>{t(isEdited(one) ? 'template.edited' : 'template.builtIn')}</small>
          </button>
        ))}
      </nav>
      <div>
        <p className={styles.hint}>{t('template.hint')}</p>
        <div className={styles.editors}>
          {TEMPLATE_LANGUAGES.map((language) => {
            const template = data.find((one) => one.kind === kind && one.language === language);
            return template && <TemplateEditor key={`${kind}.${language}`} template={template} />;
          })}
        </div>
      </div>
    </div>
  );
}
