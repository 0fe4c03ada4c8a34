import { Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { asApiError, type ApiError } from '../lib/api';
import { newKey } from '../lib/idempotency-key';
import { Refusal } from './refusal';
import styles from './form-dialog.module.css';

export interface FormDialogProps {
  title: string;
  ok: string;
  /** The way out that changes nothing. */
  later: string;
  okDisabled?: boolean;
  danger?: boolean;
  /**
   * Sends what was filled in, with the key of this dialog, so that pressing twice is done once. Answers false when
   * something has to be mended first. Throws what the server refused with.
   */
  save: (idempotencyKey: string) => Promise<boolean>;
  /** Reads again what lies behind the dialog. */
  changed: () => Promise<unknown>;
  /** `done` is true after it was saved. */
  close: (done: boolean) => void;
  /** The content; `submit` is for the Enter key of a field. */
  children: (submit: () => void) => ReactNode;
}

/** A few fields, one deed, its refusal in words. What lies behind is read again. */
export function FormDialog({ title, ok, later, okDisabled, danger, save, changed, close, children }: FormDialogProps) {
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const [key, setKey] = useState(newKey);
  const send = async (): Promise<void> => {
    if (sending) return;
    setSending(true);
    setRefused(null);
    try {
      if (!(await save(key))) return;
      await changed();
      close(true);
    } catch (error) {
      const refusal = asApiError(error);
      setRefused(refusal);
      // Without an answer it may have been done: the same key again. A refusal was an answer: the next try is new.
      if (refusal.code !== 'UNAVAILABLE') setKey(newKey());
      if (refusal.status === 409) void changed();
    } finally {
      setSending(false);
    }
  };
  return (
    <Modal
      open
      title={title}
      okText={ok}
      cancelText={later}
      okType={danger ? 'default' : 'primary'}
      okButtonProps={{ disabled: okDisabled ?? false, danger: danger ?? false }}
      confirmLoading={sending}
      onOk={() => void send()}
      onCancel={() => close(false)}
    >
      <div className={styles.dialog}>
        {children(() => void send())}
        {refused && <Refusal error={refused} staff />}
      </div>
    </Modal>
  );
}
