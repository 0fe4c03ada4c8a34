import { Checkbox, Modal } from 'antd';
import type { RoomCommand } from './room-keys';
import { useWords } from './words';

const KEYS: readonly (readonly [RoomCommand, string])[] = [
  ['caucusA', '1'],
  ['plenary', '2'],
  ['caucusB', '3'],
  ['microphone', 'M'],
  ['camera', 'V'],
  ['talk', 'space'],
  ['newFact', 'F'],
  ['newIssue', 'I'],
  ['newProposal', 'P'],
  ['agreement', 'A'],
  ['privateNotes', 'N'],
  ['showAgreement', 'R'],
  ['pause', 'Shift+P'],
  ['stopViolence', 'Shift+X'],
  ['help', '?'],
];

interface Props {
  open: boolean;
  close: () => void;
  on: boolean;
  setOn: (on: boolean) => void;
}

/** All keys, and the switch that turns single keys off. */
export function KeysDialog({ open, close, on, setOn }: Props) {
  const { t } = useWords();
  return (
    <Modal open={open} title={t('keys.title')} footer={null} onCancel={close} width={520}>
      <Checkbox checked={on} onChange={(event) => setOn(event.target.checked)}>
        {t('keys.on')}
      </Checkbox>
      <p className="mr-hint">{t('keys.onHint')}</p>
      <dl className="mr-keys">
        {KEYS.map(([command, key]) => (
          <div key={command}>
            <dt>
              <kbd>{key === 'space' ? t('keys.space') : key}</kbd>
            </dt>
            <dd>{t(`keys.list.${command}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
