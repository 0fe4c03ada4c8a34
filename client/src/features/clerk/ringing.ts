import { useEffect, useState } from 'react';
import { chime } from './chime';

const AGAIN_MS = 4_000;

/** Sounds every few seconds while `calls` names anything; what is new sounds again, whatever was muted before. */
export function useRinging(calls: string): { readonly muted: boolean; readonly turn: () => void } {
  const [mutedCalls, setMutedCalls] = useState('');
  const muted = calls === mutedCalls;
  const calling = calls !== '';
  useEffect(() => {
    if (!calling || muted) return undefined;
    const context = new AudioContext();
    chime(context);
    const timer = setInterval(() => chime(context), AGAIN_MS);
    return () => {
      clearInterval(timer);
      void context.close();
    };
  }, [calling, muted]);
  return { muted, turn: () => setMutedCalls(muted ? '' : calls) };
}
