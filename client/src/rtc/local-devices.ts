import type { DeviceState, LocalState } from './call-snapshot';
import { openCamera, openLocalMedia, openMicrophone, type DeviceWish } from './devices';

type Kind = 'microphone' | 'camera';

/** The person's own microphone and camera: what is open, what was switched off, what could not be had. */
export class LocalDevices {
  readonly #onChange: (local: Pick<LocalState, 'stream' | 'microphone' | 'camera'>) => void;
  readonly #tracks: Record<Kind, MediaStreamTrack | null> = { microphone: null, camera: null };
  readonly #states: Record<Kind, DeviceState> = { microphone: 'off', camera: 'off' };
  #wish: DeviceWish = {};
  #stream: MediaStream | null = null;

  constructor(onChange: (local: Pick<LocalState, 'stream' | 'microphone' | 'camera'>) => void) {
    this.#onChange = onChange;
  }

  track(kind: Kind): MediaStreamTrack | null {
    return this.#tracks[kind];
  }

  isOn(kind: Kind): boolean {
    return this.#states[kind] === 'on';
  }

  /** Opens both, as far as they are to be had. */
  async open(): Promise<void> {
    const media = await openLocalMedia(this.#wish);
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

  close(): void {
    this.#hold('microphone', null, 'off');
    this.#hold('camera', null, 'off');
    this.#tell();
  }

  async #reopen(kind: Kind): Promise<void> {
    // Some cameras cannot be opened twice: the former one goes first.
    this.#hold(kind, null, this.#states[kind]);
    const opened = await (kind === 'camera'
      ? openCamera(this.#wish.cameraId)
      : openMicrophone(this.#wish.microphoneId));
    this.#hold(kind, opened.track, opened.state);
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
