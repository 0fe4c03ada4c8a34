/** The periods a leader looks at. Dates are the bureau's calendar dates, both ends included. */
export const PERIODS = ['thisMonth', 'lastMonth', 'thisQuarter', 'thisYear', 'last12Months'] as const;
export type Period = (typeof PERIODS)[number];

const iso = (year: number, monthIndex: number, day: number): string =>
  new Date(Date.UTC(year, monthIndex, day)).toISOString().slice(0, 10);

/** The dates of a period as seen on `today` (a bureau date, YYYY-MM-DD). Running periods end today. */
export function periodDates(period: Period, today: string): { from: string; to: string } {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7)) - 1;
  const day = Number(today.slice(8, 10));
  switch (period) {
    case 'thisMonth':
      return { from: iso(year, month, 1), to: today };
    case 'lastMonth':
      return { from: iso(year, month - 1, 1), to: iso(year, month, 0) };
    case 'thisQuarter':
      return { from: iso(year, month - (month % 3), 1), to: today };
    case 'thisYear':
      return { from: iso(year, 0, 1), to: today };
    case 'last12Months':
      return { from: iso(year - 1, month, day + 1), to: today };
  }
}
