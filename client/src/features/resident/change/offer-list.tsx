import type { ChangeOffers } from '@contracts/http/booking-life';
import { Button } from '../../../ui/button';
import { dayPartTime, startOfDate, twelveHourTime, wordDate } from '../../../lib/format';
import { useNow } from '../../../lib/server-clock';
import { byDay } from './by-day';

interface OfferListProps {
  slots: ChangeOffers['slots'];
  pick: (startsAt: string) => void;
}

/** Free times as large buttons, by day, morning and afternoon in words. */
export function OfferList({ slots, pick }: OfferListProps) {
  const now = useNow(30_000);
  return byDay(slots).map(({ on, parts }) => (
    <section key={on} className="offer-day" aria-labelledby={`day-${on}`}>
      <h2 id={`day-${on}`}>{wordDate(startOfDate(on), now)}</h2>
      {parts.map(({ part, slots: times }) => (
        <div key={part} role="group" aria-label={part}>
          <h3>{part}</h3>
          <div className="offers">
            {times.map(({ startsAt }) => (
              <Button
                key={startsAt}
                aria-label={`${wordDate(startsAt, now)} ${dayPartTime(startsAt)}`}
                onPress={() => pick(startsAt)}
              >
                {twelveHourTime(startsAt)}
              </Button>
            ))}
          </div>
        </div>
      ))}
    </section>
  ));
}
