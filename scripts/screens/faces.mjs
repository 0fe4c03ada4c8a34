import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { writeTone } from '../../test/support/tone.ts';

const FRAMES = 12;
const FLAGS = ['--no-sandbox', '--disable-dev-shm-usage', '--use-fake-ui-for-media-stream'];

/** A drawn person before a drawn wall, for a camera that nobody stands before. */
const LOOKS = {
  A: { wall: '#d9e2dc', skin: '#c99a78', hair: '#3a332e', coat: '#5b6b54' },
  B: { wall: '#e4ddd0', skin: '#d8ab8b', hair: '#6d6a68', coat: '#6a4f58' },
  official: { wall: '#d3dde8', skin: '#d2a27f', hair: '#1f2226', coat: '#22374f' },
};

/** Each has a voice of their own; with one and the same they would be taken for two microphones in one room. */
const VOICES_HZ = { A: 440, B: 620, official: 880 };

/** @typedef {keyof typeof LOOKS} Who */

/**
 * A browser whose camera sees this drawn person, who nods a little.
 * @param {Who} who
 * @param {string} folder for the film
 */
export async function launchWithFace(who, folder) {
  mkdirSync(folder, { recursive: true });
  const drawer = await launch([]);
  const page = await drawer.newPage({ viewport: { width: 1280, height: 720 } });
  for (let frame = 0; frame < FRAMES; frame += 1) {
    await page.setContent(drawing(LOOKS[who], Math.sin((2 * Math.PI * frame) / FRAMES)));
    const image = await page.screenshot({ type: 'jpeg', quality: 88 });
    writeFileSync(join(folder, `${who}-${String(frame).padStart(2, '0')}.jpg`), image);
  }
  await drawer.close();
  const film = join(folder, `${who}.mjpeg`);
  const frames = join(folder, `${who}-%02d.jpg`);
  const made = spawnSync('ffmpeg', ['-y', '-framerate', '8', '-i', frames, '-c:v', 'mjpeg', '-q:v', '3', film]);
  if (made.status !== 0) throw new Error(`ffmpeg made no film: ${String(made.stderr)}`);
  const voice = writeTone(join(folder, `${who}.wav`), VOICES_HZ[who]);
  return launch([
    '--use-fake-device-for-media-stream=fps=10',
    `--use-file-for-fake-video-capture=${film}`,
    `--use-file-for-fake-audio-capture=${voice}`,
  ]);
}

/** @param {string[]} more */
export const launch = (more) =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: [...FLAGS, '--autoplay-policy=no-user-gesture-required', ...more],
  });

/**
 * @param {(typeof LOOKS)[Who]} look
 * @param {number} nod from -1 to 1
 */
function drawing({ wall, skin, hair, coat }, nod) {
  return `<style>body{margin:0;background:${wall}}</style>
  <svg width="1280" height="720" viewBox="0 0 1280 720">
    <rect y="560" width="1280" height="160" fill="#00000014"/>
    <rect x="930" y="90" width="210" height="260" rx="6" fill="#ffffff66"/>
    <path d="M330 720c0-190 130-250 310-250s310 60 310 250z" fill="${coat}"/>
    <path d="M575 480h130l-65 90z" fill="#f4f4f2"/>
    <g transform="translate(0 ${(nod * 7).toFixed(1)})">
      <rect x="590" y="400" width="100" height="110" rx="44" fill="${skin}"/>
      <ellipse cx="640" cy="305" rx="122" ry="150" fill="${skin}"/>
      <path d="M512 305c-20-230 276-230 256 0-8-86-60-120-128-120s-120 34-128 120z" fill="${hair}"/>
      <circle cx="596" cy="305" r="10" fill="#20242a"/><circle cx="684" cy="305" r="10" fill="#20242a"/>
      <path d="M600 382q40 ${(22 + nod * 8).toFixed(1)} 80 0" stroke="#7c4a3a" stroke-width="8" fill="none" stroke-linecap="round"/>
    </g>
  </svg>`;
}
