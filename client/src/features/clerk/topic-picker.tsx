import type { Topic } from '@domain/topic';
import { useTranslation } from 'react-i18next';
import styles from './form.module.css';

/** Topics with the key that picks each; the order is that of the desk, the commonest first. */
export const TOPIC_KEYS: readonly (readonly [string, Topic])[] = [
  ['1', 'HUKOU'],
  ['2', 'DISPUTE'],
  ['3', 'TRAFFIC'],
  ['4', 'CASE_INQUIRY'],
  ['5', 'COMPLAINT'],
  ['6', 'EXIT_ENTRY'],
  ['7', 'FRAUD'],
  ['8', 'PUBLIC_ORDER'],
  ['9', 'LICENSING'],
  ['0', 'LEGAL'],
  ['-', 'OTHER'],
];

interface TopicPickerProps {
  value: Topic | null;
  pick: (topic: Topic) => void;
  error?: string | undefined;
}

export function TopicPicker({ value, pick, error }: TopicPickerProps) {
  const { t } = useTranslation(['clerk', 'common']);
  return (
    <fieldset className={styles.wide} aria-describedby={error ? 'topic-error' : undefined}>
      <legend>
        {t('form.topic')}
        <em>{t('form.topicHint')}</em>
      </legend>
      <div className={styles.topics}>
        {TOPIC_KEYS.map(([key, topic]) => (
          <label key={topic} className={value === topic ? styles.on : undefined}>
            <input
              type="radio"
              name="topic"
              id={topic === (value ?? 'HUKOU') ? 'topic' : undefined}
              checked={value === topic}
              onChange={() => pick(topic)}
            />
            <kbd aria-hidden="true">{key}</kbd>
            {t(`common:topic.${topic}`)}
          </label>
        ))}
      </div>
      {error && (
        <p id="topic-error" className="msg-err" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
