import { Checkbox, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './board.module.css';

const KEYS = [
  ['↑ ↓', 'upDown'],
  ['Enter', 'enter'],
  ['Space', 'space'],
  ['← →', 'leftRight'],
  ['PgUp PgDn', 'pages'],
  ['Shift+Enter', 'shiftEnter'],
  ['Esc', 'esc'],
  ['Z', 'z'],
  ['/', 'slash'],
  ['G', 'g'],
  ['?', 'question'],
] as const;

interface KeysDialogProps {
  open: boolean;
  close: () => void;
  enabled: boolean;
  enable: (on: boolean) => void;
}

export function KeysDialog({ open, close, enabled, enable }: KeysDialogProps) {
  const { t } = useTranslation(['board', 'common']);
  return (
    <Modal open={open} onCancel={close} footer={null} title={t('keyList.title')} width={460}>
      <dl className={styles.keys}>
        {KEYS.map(([key, word]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`keyList.${word}`)}</dd>
          </div>
        ))}
      </dl>
      <Checkbox checked={enabled} onChange={(event) => enable(event.target.checked)}>
        {t('keyList.off')} <small>{t('keyList.offHint')}</small>
      </Checkbox>
    </Modal>
  );
}
