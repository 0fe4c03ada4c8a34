import type { ReactNode } from 'react';
import styles from './form-field.module.css';

interface FormFieldProps {
  label: string;
  /** The id of the control, and of its error with `-error` behind. */
  id: string;
  hint?: string | undefined;
  error?: string | undefined;
  wide?: boolean;
  children: ReactNode;
}

/** Label above, hint beside it, the mistake under the control in words. */
export function FormField({ label, id, hint, error, wide = false, children }: FormFieldProps) {
  return (
    <div className={wide ? styles.wide : styles.field}>
      <label htmlFor={id}>
        {label}
        {hint && <em>{hint}</em>}
      </label>
      {children}
      {error && (
        <p id={`${id}-error`} className="msg-err" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
