import { useCallback, useEffect, useState } from 'react';
import { useLanguage, type Language } from './i18n';

const speaker = (): SpeechSynthesis | null =>
  typeof window !== 'undefined' && 'speechSynthesis' in window ? window.speechSynthesis : null;

function voiceFor(language: Language): SpeechSynthesisVoice | null {
  const voices = speaker()?.getVoices() ?? [];
  const fits = voices.filter(({ lang }) => lang.toLowerCase().replace('_', '-').startsWith(language));
  // A voice of the device itself also speaks when the internet is away, and what is read stays here.
  return fits.find(({ localService }) => localService) ?? fits[0] ?? null;
}

/** Reads aloud in the screen's language. `available` is false where the device has no such voice. */
export function useReadAloud() {
  const { language } = useLanguage();
  const [voice, setVoice] = useState(() => voiceFor(language));
  const [reading, setReading] = useState(false);

  useEffect(() => {
    const device = speaker();
    const look = () => setVoice(voiceFor(language));
    look();
    device?.addEventListener('voiceschanged', look);
    return () => {
      device?.removeEventListener('voiceschanged', look);
      device?.cancel();
      setReading(false);
    };
  }, [language]);

  const stop = useCallback(() => {
    speaker()?.cancel();
    setReading(false);
  }, []);

  const read = useCallback(
    (text: string) => {
      const device = speaker();
      if (!device || !voice) return;
      device.cancel();
      const said = new SpeechSynthesisUtterance(text);
      said.voice = voice;
      said.lang = voice.lang;
      said.rate = 0.9;
      said.onend = () => setReading(false);
      said.onerror = () => setReading(false);
      setReading(true);
      device.speak(said);
    },
    [voice],
  );

  return { available: voice !== null, reading, read, stop };
}
