import { writeFileSync } from 'node:fs';

const RATE = 48_000;
const SECONDS = 6;
/**
 * Short beeps: a browser takes an unbroken tone for noise, and silences it. Each pitch has a rhythm of its own, as
 * people have: voices that rise and fall together are an echo.
 */
const beepSeconds = (hertz: number): number => 110 / hertz;

/** Writes a WAV of beeps at one pitch, which a browser plays as its microphone, over and over. */
export function writeTone(file: string, hertz: number): string {
  const samples = RATE * SECONDS;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples * 2, 40);
  const beep = beepSeconds(hertz);
  for (let at = 0; at < samples; at += 1) {
    const sounding = (at / RATE) % (2 * beep) < beep;
    wav.writeInt16LE(sounding ? Math.round(12_000 * Math.sin((2 * Math.PI * hertz * at) / RATE)) : 0, 44 + at * 2);
  }
  writeFileSync(file, wav);
  return file;
}
