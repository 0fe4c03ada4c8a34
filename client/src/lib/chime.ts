/** A bell of two soft falling tones. Where the page may not sound yet, nothing is heard and nothing breaks. */
export async function chime(): Promise<void> {
  let context: AudioContext;
  try {
    context = new AudioContext();
  } catch {
    return;
  }
  try {
    if (context.state === 'suspended') await Promise.race([context.resume(), pause(1_000)]);
    if (context.state !== 'running') return;
    const tones = [880, 659].map((frequency, at) => tone(context, frequency, at * 0.28));
    await Promise.all(tones);
  } finally {
    await context.close();
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function tone(context: AudioContext, frequency: number, delay: number): Promise<void> {
  const start = context.currentTime + delay;
  const gain = context.createGain();
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(0.12, start + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, start + 0.9);
  gain.connect(context.destination);
  const oscillator = context.createOscillator();
  oscillator.type = 'sine';
  oscillator.frequency.value = frequency;
  oscillator.connect(gain);
  oscillator.start(start);
  oscillator.stop(start + 0.95);
  return new Promise((resolve) => (oscillator.onended = () => resolve()));
}
