import { useCallback, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { StaffShell } from '../../app/staff-shell';
import { asApiError, type ApiError } from '../../lib/api';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import { Keeping } from './keeping';
import { OpenForm } from './open-form';
import { Opened } from './opened';
import { useSummary } from './queries';
import styles from './recording.module.css';
import './texts';
import { WhatThereIs } from './what-there-is';
import { WhoLooked } from './who-looked';

/** One session's recording: what there is; then, for a reason, the recording itself. */
export default function RecordingPage() {
  const { sessionId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const [refused, setRefused] = useState<ApiError | null>(null);
  const { data: summary, error, refetch } = useSummary(sessionId);
  const accessId = search.get('access');
  const closed = useCallback(
    (why: ApiError | null) => {
      setRefused(why);
      setSearch({}, { replace: true });
    },
    [setSearch],
  );
  const opened = (id: string) => {
    setRefused(null);
    setSearch({ access: id }, { replace: true });
  };
  return (
    <StaffShell>
      {!summary && !error && <Loading />}
      {!summary && error && (
        <div className={styles.narrow}>
          <Refusal error={asApiError(error)} again={() => void refetch()} staff />
        </div>
      )}
      {summary && accessId && <Opened key={accessId} summary={summary} accessId={accessId} closed={closed} />}
      {summary && !accessId && (
        <div className={styles.closed}>
          <div>
            {refused && <Refusal error={refused} staff />}
            <WhatThereIs summary={summary} />
            {!summary.purgedAt && <OpenForm summary={summary} opened={opened} />}
          </div>
          <aside>
            <Keeping summary={summary} />
            <WhoLooked accesses={summary.accesses} />
          </aside>
        </div>
      )}
    </StaffShell>
  );
}
