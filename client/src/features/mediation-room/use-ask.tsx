import { Modal } from 'antd';
import { useCallback, useState, type ReactNode } from 'react';
import { useWords } from './words';

export interface Question {
  readonly title: string;
  /** The effect, named. */
  readonly body: ReactNode;
  readonly yes: string;
  readonly danger?: boolean;
  readonly then: () => void;
}

/** A question asked once, naming the effect. The dialog takes Enter for yes and Escape for no. */
export function useAsk(): { ask: (question: Question) => void; asking: boolean; dialog: ReactNode } {
  const { t } = useWords();
  const [question, setQuestion] = useState<Question | null>(null);
  const [open, setOpen] = useState(false);
  const ask = useCallback((next: Question) => {
    setQuestion(next);
    setOpen(true);
  }, []);
  const dialog = (
    <Modal
      open={open}
      title={question?.title}
      okText={question?.yes}
      cancelText={t('ask.cancel')}
      okButtonProps={{
        danger: question?.danger ?? false,
        type: question?.danger ? 'default' : 'primary',
        autoFocus: true,
      }}
      onOk={() => {
        setOpen(false);
        question?.then();
      }}
      onCancel={() => setOpen(false)}
      width={480}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <p>{question?.body}</p>
    </Modal>
  );
  return { ask, asking: open, dialog };
}
