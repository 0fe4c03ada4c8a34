import { FormDialog as AnyFormDialog, type FormDialogProps } from '../../ui/form-dialog';
import styles from './clerk.module.css';
import { stationChanged } from './queries';

/** A dialog of the desk. The lists behind it are read again. */
export function FormDialog({ children, ...props }: Omit<FormDialogProps, 'changed'>) {
  return (
    <AnyFormDialog {...props} changed={stationChanged}>
      {(submit) => <div className={styles.dialog}>{children(submit)}</div>}
    </AnyFormDialog>
  );
}
