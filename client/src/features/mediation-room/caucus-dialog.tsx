import type { Side } from '@domain/people';
import { Modal, Radio } from 'antd';
import { useState } from 'react';
import { otherSide, useWords } from './words';

const MINUTES = [null, 10, 20, 30] as const;

interface Props {
  /** With whom; null while nothing is asked. */
  side: Side | null;
  close: () => void;
  /** Goes there at once. */
  open: (side: Side, minutes: number | null) => void;
  /** Asks the party first. */
  invite: (side: Side, minutes: number | null) => void;
}

/** 单独谈: for how long, and whether the party is asked first. It names who will not hear. */
export function CaucusDialog({ side, close, open, invite }: Props) {
  const { t, sideName } = useWords();
  const [minutes, setMinutes] = useState<number | null>(null);
  if (!side) return null;
  const names = { who: sideName(side), other: sideName(otherSide(side)) };
  const go = (act: Props['open']) => {
    close();
    act(side, minutes);
  };
  return (
    <Modal
      open
      title={t('ask.caucusTitle', names)}
      width={520}
      mask={{ closable: false }}
      onCancel={close}
      footer={
        <div className="mr-caucus-foot">
          <button type="button" className="btn" onClick={close}>
            {t('ask.cancel')}
          </button>
          <span className="mr-space" />
          <button type="button" className="btn" onClick={() => go(open)}>
            {t('ask.caucusOk')}
          </button>
          <button type="button" className="btn primary" autoFocus onClick={() => go(invite)}>
            {t('invite.ask', names)}
          </button>
        </div>
      }
    >
      <p>{t('ask.caucusBody', names)}</p>
      <fieldset className="mr-minutes">
        <legend>{t('invite.minutes')}</legend>
        <Radio.Group value={minutes} onChange={(event) => setMinutes(event.target.value as number | null)}>
          {MINUTES.map((count) => (
            <Radio key={count ?? 0} value={count}>
              {count === null ? t('invite.open') : t('invite.count', { count })}
            </Radio>
          ))}
        </Radio.Group>
        <p className="mr-hint">{t('invite.hint')}</p>
      </fieldset>
    </Modal>
  );
}
