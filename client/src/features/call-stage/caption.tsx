import { useEffect, useState } from 'react';
import type { TextLine } from '../../rtc/call-snapshot';

const SHOWN_MS = 20_000;

/** The newest written words, large over the picture, for those who hear badly; then they stay in the list. */
export function Caption({ texts }: { texts: readonly TextLine[] }) {
  const newest = texts.at(-1);
  const [gone, setGone] = useState<TextLine | null>(null);
  useEffect(() => {
    if (!newest) return;
    const timer = setTimeout(() => setGone(newest), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [newest]);
  if (!newest || newest === gone) return null;
  return (
    <p className="caption" aria-hidden="true">
      <span>{newest.text}</span>
    </p>
  );
}
