import type { LoadPeer } from './load-peer';

/** One person's sound and picture of 720p: fifty packets of sound, 160 of picture a second: 1.5 Mbit/s. */
export const SIZES = { voice: 80, picture: 1_170 };
const TICK_MS = 10;
/** How often it is looked who is due. */
const LOOK_MS = 2;
const VOICE_TICKS = 2;
const PICTURES_A_TICK = 1.6;

/** Everybody of `peers` sends for this long, each a little after the one before, as people do who know nothing of each other. */
export function sendFor(peers: readonly LoadPeer[], ms: number): Promise<void> {
  const startedAt = performance.now();
  const senders = peers.map((peer, at) => ({ peer, ticks: 0, offsetMs: (at * LOOK_MS) % TICK_MS }));
  const last = Math.floor(ms / TICK_MS) - 1;
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const elapsed = performance.now() - startedAt;
      for (const sender of senders) {
        const due = Math.min(last, Math.floor((elapsed - sender.offsetMs) / TICK_MS));
        for (; sender.ticks < due; sender.ticks += 1) {
          if (sender.ticks % VOICE_TICKS === 0) sender.peer.sendVoice();
          const sent = Math.floor(sender.ticks * PICTURES_A_TICK);
          sender.peer.sendPicture(Math.floor((sender.ticks + 1) * PICTURES_A_TICK) - sent);
        }
      }
      if (elapsed < ms) return;
      clearInterval(timer);
      resolve();
    }, LOOK_MS);
  });
}
