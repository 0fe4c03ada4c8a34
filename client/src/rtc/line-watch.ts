import {
  countersOf,
  heardBytes,
  lineReport,
  lineTripMs,
  tripsOf,
  uplinkReading,
  voiceCounters,
  type LineCounters,
  type LineReport,
  type StatsEntry,
  type Trips,
  type VoiceCounters,
} from './line-reading';
import type { MediaSession } from './media-session';
import { afterCut, initialUplink, nextUplink, SETTLES_FOR, type CameraShare, type UplinkState } from './uplink-policy';

/** A picture that is too much for the line hurts the voice from its first second on. */
const LOOK_EVERY_MS = 1_000;
const LOOKS_A_REPORT = 5;
/** Browsers ask the other end every two and a half seconds or so: some four answers a path. */
const LOOKS_OF_TRIPS = 10;
/** So many packets of the voice without a word back, and the line is cut. */
const SENT_UNHEARD = 10;

interface Watching {
  /** The media of now, or null while there are none or the signalling is cut. */
  media(): MediaSession | null;
  /** Sends the node what only the browser sees. */
  report(reading: LineReport): Promise<void>;
  /** How much of the camera the line carries, said at each change. */
  shareCamera(share: CameraShare): Promise<void>;
}

/** Looks at one's own line: tells the node every five seconds, and gives the voice way before the picture. */
export class LineWatch {
  readonly #watching: Watching;
  readonly #timer: ReturnType<typeof setInterval>;
  #uplink: UplinkState = initialUplink;
  #before: { of: MediaSession; counters: LineCounters } | null = null;
  #voice: { of: MediaSession; counters: VoiceCounters; heard: number } | null = null;
  #trips: readonly Trips[] = [];
  #cut = false;
  #settling = 0;
  #looks = 0;
  #looking = false;

  constructor(watching: Watching) {
    this.#watching = watching;
    this.#timer = setInterval(() => {
      if (this.#looking) return;
      this.#looking = true;
      this.#whenDone(this.#look(), () => (this.#looking = false));
    }, LOOK_EVERY_MS);
  }

  /** What fails here fails because the line is cut, which is seen and mended elsewhere. */
  #whenDone(work: Promise<void>, done: () => void): void {
    work.then(done, done);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** Takes a reading of the way out; false where the line is cut, and nothing can be known. */
  #read(media: MediaSession, sent: readonly StatsEntry[]): boolean {
    const voice = voiceCounters(sent);
    const heard = heardBytes(sent);
    const known = this.#voice?.of === media ? this.#voice : null;
    const before = known ?? { counters: voice, heard: -1 };
    this.#voice = { of: media, counters: voice, heard };
    if (heard === before.heard && voice.sent - before.counters.sent >= SENT_UNHEARD) {
      this.#cut = true;
      return false;
    }
    // Of a path that is new, or back, the browser's estimate begins low, whatever it carries.
    if (this.#cut || !known) {
      this.#trips = this.#trips.slice(-1);
      this.#uplink = afterCut(this.#uplink);
      this.#settling = SETTLES_FOR;
    }
    this.#cut = false;
    const reading = uplinkReading(sent, before.counters);
    this.#settling = Math.max(0, this.#settling - 1);
    const settled = this.#settling === 0 ? reading : { ...reading, voiceLost: null, voiceResent: null };
    this.#uplink = nextUplink(this.#uplink, settled);
    return true;
  }

  async #look(): Promise<void> {
    const media = this.#watching.media();
    if (!media) return;
    const [sent, received] = await Promise.all([media.entries('send'), media.entries('receive')]);
    this.#trips = [...this.#trips, tripsOf([...sent, ...received])].slice(-LOOKS_OF_TRIPS);
    if (this.#read(media, sent)) await this.#watching.shareCamera(this.#uplink.share);
    this.#looks += 1;
    if (this.#looks % LOOKS_A_REPORT !== 0) return;
    const counters = countersOf(received);
    const before = this.#before?.of === media ? this.#before.counters : counters;
    this.#before = { of: media, counters };
    const reading = lineReport(before, counters, lineTripMs(this.#trips));
    this.#whenDone(this.#watching.report(reading), () => undefined);
  }
}
