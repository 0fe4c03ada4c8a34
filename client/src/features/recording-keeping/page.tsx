import { useTranslation } from 'react-i18next';
import { StaffShell } from '../../app/staff-shell';
import { asApiError } from '../../lib/api';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import '../recording/texts';
import { Holds } from './holds';
import styles from './keeping.module.css';
import { Nights } from './nights';
import { useKeeping } from './queries';
import { Rules } from './rules';
import './texts';

/** 录像保管: for how long recordings are kept, whether what should be stored is there, and what is held as evidence. */
export default function KeepingPage() {
  const { t } = useTranslation('recordingKeeping');
  const { data, error, refetch } = useKeeping();
  return (
    <StaffShell>
      <div className={styles.page}>
        <h1>{t('title')}</h1>
        {error && <Refusal error={asApiError(error)} again={() => void refetch()} staff />}
        {!data && !error && <Loading />}
        {data && (
          <>
            <Rules rules={data.rules} mayChange={data.maySetRules} />
            <Nights keeping={data} />
            <Holds holds={data.holds} />
          </>
        )}
      </div>
    </StaffShell>
  );
}
