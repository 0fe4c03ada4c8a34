import { useQuery } from '@tanstack/react-query';
import { recordingSummary } from '@contracts/http/recordings';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../lib/api';
import { recordingPath } from './path';
import './texts';

/** To the recording of a talk, wherever one exists that this reader may hear of; else nothing. */
export function RecordingLink({ sessionId }: { sessionId: string }) {
  const { t } = useTranslation('recording');
  const { data } = useQuery({
    queryKey: ['session', 'recording', sessionId],
    queryFn: () => api.get(recordingSummary, `/api/sessions/${sessionId}/recording`),
  });
  if (!data || (data.state === 'none' && !data.required)) return null;
  return (
    <Link className="btn sm" to={recordingPath(sessionId)}>
      {t('link')}
    </Link>
  );
}
