import type { LocalState } from './call-snapshot';
import { initialSnapshot } from './call-snapshot';
import type { DeviceWish } from './devices';
import { LocalDevices } from './local-devices';
import type { MediaSession } from './media-session';
import { openPaperCamera, openScreen } from './screen';
import type { CameraShare } from './uplink-policy';

/** Microphone, camera and shared screen, and the matching of what is sent to what is open. */
export class LocalSources {
  readonly #media: () => MediaSession | null;
  readonly #onChange: (local: LocalState) => void;
  readonly #devices: LocalDevices;
  #local: LocalState = initialSnapshot.local;
  #screen: MediaStreamTrack | null = null;
  #paper: MediaStreamTrack | null = null;
  /** One change of what is sent at a time: two at once would send a source twice. */
  #sending: Promise<void> = Promise.resolve();

  /**
   * `media` gives the session that now sends, or null. `onChange` is told of every change before it
   * is sent; `background` takes the sending that nobody waits for.
   */
  constructor(
    media: () => MediaSession | null,
    onChange: (local: LocalState) => void,
    background: (work: Promise<void>) => void,
  ) {
    this.#media = media;
    this.#onChange = onChange;
    this.#devices = new LocalDevices((devices) => {
      this.#tell(devices);
      background(this.send());
    });
  }

  open(): Promise<void> {
    return this.#devices.open();
  }

  async set(kind: 'microphone' | 'camera', on: boolean): Promise<void> {
    await this.#devices.set(kind, on);
    await this.#sending;
  }

  async use(wish: DeviceWish): Promise<void> {
    await this.#devices.use(wish);
    await this.#sending;
  }

  /** Asks the person which screen. `onEnded` is called when they stop it in the browser's own bar. */
  async startScreen(onEnded: () => void): Promise<void> {
    if (this.#screen) return;
    const track = await openScreen();
    if (!track) return;
    this.#screen = track;
    track.onended = onEnded;
    this.#tellShown();
    await this.send();
  }

  async stopScreen(): Promise<void> {
    this.#endScreen();
    await this.send();
  }

  /** Sends a second camera. Resolves to whether there is one to send; `onEnded` when it is pulled out. */
  async startPaper(cameraId: string | undefined, onEnded: () => void): Promise<boolean> {
    const track = await openPaperCamera({ deviceId: cameraId, not: this.#devices.cameraId });
    if (!track) return false;
    this.#endPaper();
    this.#paper = track;
    track.onended = onEnded;
    this.#tellShown();
    await this.send();
    return true;
  }

  async stopPaper(): Promise<void> {
    this.#endPaper();
    await this.send();
  }

  /** How much of the camera the line carries. */
  async shareCamera(cameraShare: CameraShare): Promise<void> {
    if (this.#local.cameraShare === cameraShare) return;
    this.#tell({ cameraShare });
    await this.send();
  }

  /** Makes what is sent match what is open. */
  send(): Promise<void> {
    const next = () => this.#sendNow();
    this.#sending = this.#sending.then(next, next);
    return this.#sending;
  }

  close(): void {
    this.#endScreen();
    this.#endPaper();
    this.#devices.close();
  }

  async #sendNow(): Promise<void> {
    const media = this.#media();
    if (!media) return;
    for (const source of ['microphone', 'camera'] as const) {
      const track = this.#devices.track(source);
      if (track) await media.send(source, { track, paused: this.#isPaused(source) });
      else await media.stopSending(source);
    }
    await media.limitCamera(this.#local.cameraShare);
    for (const [source, track] of [['screen', this.#screen] as const, ['document', this.#paper] as const]) {
      if (track) await media.send(source, { track, paused: false });
      else await media.stopSending(source);
    }
  }

  #isPaused(source: 'microphone' | 'camera'): boolean {
    return !this.#devices.isOn(source) || (source === 'camera' && this.#local.cameraShare === 'held');
  }

  #endPaper(): void {
    if (this.#paper) this.#paper.onended = null;
    this.#paper?.stop();
    this.#paper = null;
    if (this.#local.showingPaper) this.#tellShown();
  }

  #endScreen(): void {
    this.#screen?.stop();
    this.#screen = null;
    if (this.#local.sharing) this.#tellShown();
  }

  #tellShown(): void {
    const shown = [this.#screen, this.#paper].filter((track) => track !== null);
    this.#tell({ sharing: this.#screen !== null, showingPaper: this.#paper !== null, shown });
  }

  #tell(change: Partial<LocalState>): void {
    this.#local = { ...this.#local, ...change };
    this.#onChange(this.#local);
  }
}
