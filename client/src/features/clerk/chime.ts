const TONES_HZ = [880, 660] as const;
const TONE_S = 0.28;

/** Two tones, made on the spot. Silent where the browser gives no sound before the first press of a key. */
export function chime(context: AudioContext): void {
  if (context.state === 'suspended') void context.resume();
  TONES_HZ.forEach((frequency, index) => {
    const from = context.currentTime + index * TONE_S;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.0001, from);
    volume.gain.exponentialRampToValueAtTime(0.25, from + 0.03);
    volume.gain.exponentialRampToValueAtTime(0.0001, from + TONE_S);
    tone.connect(volume).connect(context.destination);
    tone.start(from);
    tone.stop(from + TONE_S);
  });
}
