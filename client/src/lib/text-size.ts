import { useState } from 'react';

/** 字大一点: three steps, then back to the first. */
export const TEXT_SIZES = [1, 1.2, 1.4] as const;
const KEPT_AS = 'video-home.text-size';

function kept(): number {
  try {
    const step = Number(window.localStorage.getItem(KEPT_AS));
    return Number.isInteger(step) && step >= 0 && step < TEXT_SIZES.length ? step : 0;
  } catch {
    return 0;
  }
}

/** The size of letters on this device, remembered where the browser allows. */
export function useTextSize() {
  const [step, setStep] = useState(kept);
  const larger = () => {
    const next = (step + 1) % TEXT_SIZES.length;
    setStep(next);
    try {
      window.localStorage.setItem(KEPT_AS, String(next));
    } catch {
      return;
    }
  };
  const reset = () => setStep(0);
  return { step, scale: TEXT_SIZES[step] ?? 1, larger, reset, isLargest: step === TEXT_SIZES.length - 1 };
}
