import type { DeviceState, LocalState } from './call-snapshot';
import { openCamera, openLocalMedia, openMicrophone, type DeviceWish } from './devices';

type Kind = 'microphone' | 'camera';

const KINDS: readonly Kind[] = ['microphone', 'camera'];

/**
 * The person's own microphone and camera: what is open, what was switched off, what could not be had. What was
 * missing is opened by itself once it is plugged in: before a room's screen sits nobody who could press a button.
 */
export class LocalDevices {
  readonly #onChange: (local: Pick<LocalState, 'stream' | 'microphone' | 'camera'>) => void;
  readonly #tracks: Record<Kind, MediaStreamTrack | null> = { microphone: null, camera: null };
  readonly #states: Record<Kind, DeviceState> = { microphone: 'off', camera: 'off' };
  #wish: DeviceWish = {};
  #cameraId: string | null = null;
  #stream: MediaStream | null = null;
  #pluggedIn: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(onChange: (local: Pick<LocalState, 'stream' | 'microphone' | 'camera'>) => void) {
    this.#onChange = onChange;
  }

  track(kind: Kind): MediaStreamTrack | null {
    return this.#tracks[kind];
  }

  /** The camera of the person's own picture, as far as it is known; it stays theirs while it is switched off. */
  get cameraId(): string | null {
    return this.#cameraId;
  }

  isOn(kind: Kind): boolean {
    return this.#states[kind] === 'on';
  }

  /** Opens both, as far as they are to be had. Closed meanwhile, it leaves nothing open. */
  async open(): Promise<void> {
    plugs()?.addEventListener('devicechange', this.#onPlugged);
    const media = await openLocalMedia(this.#wish);
    if (this.#closed) {
      media.microphone?.stop();
      media.camera?.stop();
      return;
    }
    this.#hold('microphone', media.microphone, media.microphoneState);
    this.#hold('camera', media.camera, media.cameraState);
    this.#tell();
  }

  /** Switches one on or off. A camera that is off is closed, so that its lamp goes out; a microphone stays open, silent. */
  async set(kind: Kind, on: boolean): Promise<void> {
    const track = this.#tracks[kind];
    if (!on) {
      if (kind === 'camera') this.#hold(kind, null, track ? 'off' : this.#states[kind]);
      else if (track) this.#hold(kind, track, 'off');
    } else if (track) this.#hold(kind, track, 'on');
    else await this.#reopen(kind);
    this.#tell();
  }

  /** Changes to other devices. What is switched off stays off, and is opened on the other device later. */
  async use(wish: DeviceWish): Promise<void> {
    const kinds: Kind[] = [];
    if (wish.cameraId !== undefined && wish.cameraId !== this.#wish.cameraId) kinds.push('camera');
    if (wish.microphoneId !== undefined && wish.microphoneId !== this.#wish.microphoneId) kinds.push('microphone');
    this.#wish = { ...this.#wish, ...wish };
    for (const kind of kinds) {
      if (this.#states[kind] === 'off') this.#hold(kind, null, 'off');
      else await this.#reopen(kind);
    }
    this.#tell();
  }

  /** For good. */
  close(): void {
    this.#closed = true;
    plugs()?.removeEventListener('devicechange', this.#onPlugged);
    this.#hold('microphone', null, 'off');
    this.#hold('camera', null, 'off');
    this.#tell();
  }

  /** A cable tells of itself several times; one look at a time, and each finds what is still missing. */
  readonly #onPlugged = (): void => {
    this.#pluggedIn = this.#pluggedIn.then(() => this.#openMissing());
  };

  async #openMissing(): Promise<void> {
    for (const kind of KINDS) {
      if (this.#closed || this.#states[kind] !== 'missing') continue;
      await this.#reopen(kind);
      this.#tell();
    }
  }

  async #reopen(kind: Kind): Promise<void> {
    // Some cameras cannot be opened twice: the former one goes first.
    this.#hold(kind, null, this.#states[kind]);
    const opened = await (kind === 'camera'
      ? openCamera(this.#wish.cameraId)
      : openMicrophone(this.#wish.microphoneId));
    if (this.#closed) opened.track?.stop();
    else this.#hold(kind, opened.track, opened.state);
  }

  #hold(kind: Kind, track: MediaStreamTrack | null, state: DeviceState): void {
    const before = this.#tracks[kind];
    if (before && before !== track) {
      before.onended = null;
      before.stop();
    }
    this.#tracks[kind] = track;
    this.#states[kind] = state;
    if (!track) return;
    if (kind === 'camera') this.#cameraId = track.getSettings().deviceId ?? null;
    track.enabled = state === 'on';
    track.onended = () => {
      this.#hold(kind, null, 'missing');
      this.#tell();
    };
  }

  #tell(): void {
    const tracks = [this.#tracks.microphone, this.#tracks.camera].filter((track) => track !== null);
    const same =
      this.#stream !== null &&
      this.#stream.getTracks().length === tracks.length &&
      this.#stream.getTracks().every((track) => tracks.includes(track));
    if (!same) this.#stream = tracks.length > 0 ? new MediaStream(tracks) : null;
    this.#onChange({ stream: this.#stream, ...this.#states });
  }
}

/** Tells of what is plugged in and out. A page that is not secure has none. */
const plugs = (): MediaDevices | undefined => navigator.mediaDevices;
