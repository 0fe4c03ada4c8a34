import { Link } from 'react-router';
import { recordingPath } from './path';

/** The number of the matter, which leads to its recording for who may look there. */
export function RecordingNumber({ sessionId, requestNo }: { sessionId: string | null; requestNo: string }) {
  return sessionId === null ? requestNo : <Link to={recordingPath(sessionId)}>{requestNo}</Link>;
}
