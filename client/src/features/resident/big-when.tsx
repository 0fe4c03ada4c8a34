import { dayPartTime, wordDate } from '../../lib/format';
import { useNow } from '../../lib/server-clock';

/** The date and the time of day, large; a line under them if given. */
export function BigWhen({ startsAt, line }: { startsAt: string; line?: string | undefined }) {
  const now = useNow(30_000);
  return (
    <div className="when">
      <p className="d">{wordDate(startsAt, now)}</p>
      <p className="t">{dayPartTime(startsAt)}</p>
      {line && <p className="m">{line}</p>}
    </div>
  );
}
