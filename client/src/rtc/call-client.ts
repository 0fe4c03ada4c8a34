import type { CallTicket } from '@contracts/http/sessions';
import type { Source } from '@contracts/media/signalling';
import type { ErrorCode } from '@domain/errors';
import { CallError } from './call-error';
import { CallOrders } from './call-orders';
import { SnapshotStore, type CallSnapshot, type OverReason, type RemoteTrack } from './call-snapshot';
import type { DeviceWish } from './devices';
import { EchoWatch } from './echo-watch';
import { Line } from './line';
import { LineWatch } from './line-watch';
import { LocalSources } from './local-sources';
import { MediaSession } from './media-session';
import type { MediaStats } from './media-stats';
import { nodeListeners } from './node-listeners';
import type { Signalling } from './signalling';
import { Watchdog } from './watchdog';

export interface CallClientOptions {
  /** A fresh ticket for this person's seat. Asked for at each connection. */
  getTicket(): Promise<CallTicket>;
}

/**
 * One person's place in a call, for a screen to show: `subscribe` and `getSnapshot` are what React's
 * `useSyncExternalStore` takes. It joins, keeps the line up, and rejoins the same seat after any cut.
 */
export class CallClient extends CallOrders {
  readonly #store = new SnapshotStore();
  readonly #local: LocalSources;
  readonly #line: Line;
  #media: MediaSession | null = null;
  #watchdog: Watchdog | null = null;
  #lineWatch: LineWatch | null = null;
  readonly #echo = new EchoWatch((seat) => this.#background(this.reportEcho(seat)));
  #forceTcp = false;

  constructor(options: CallClientOptions) {
    super();
    this.#local = new LocalSources(
      () => (this.#store.get().phase === 'joined' ? this.#media : null),
      (local) => {
        this.#store.change({ local });
        this.#listenForEcho();
      },
      (work) => this.#background(work),
    );
    this.#line = new Line({
      getTicket: () => options.getTicket(),
      listeners: this.#listeners(),
      enter: (signalling) => this.#enter(signalling),
      onCut: () => this.#store.change({ phase: 'reconnecting', speakingSeat: null }),
      onTrouble: (error) => this.#store.change({ error }),
      onRefused: (code) => this.#finish('refused', code),
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);
  readonly getSnapshot = (): CallSnapshot => this.#store.get();

  /**
   * Opens the devices and joins. Resolves when the person is in, or when the call is over for them;
   * until then it keeps trying, and the snapshot's `error` says what is in the way. Once only.
   */
  async join(): Promise<void> {
    if (this.#store.get().phase !== 'idle') return;
    this.#store.change({ phase: 'connecting' });
    this.#watchdog = new Watchdog(
      () => (this.#line.signalling ? this.#media : null),
      () => this.#startOver(),
      () => {
        // Whichever way was tried did not come up: the other one.
        this.#forceTcp = !this.#forceTcp;
        this.#startOver();
      },
    );
    this.#lineWatch = new LineWatch({
      media: () => (this.#line.signalling && this.#store.get().phase === 'joined' ? this.#media : null),
      report: async (reading) => void (await this.connected().request('line.report', reading)),
      shareCamera: (share) => this.#local.shareCamera(share),
    });
    // The call need not wait for the person's answer to the browser's question about devices.
    const opened = this.#local.open();
    await this.#line.open();
    await opened;
    if (this.#store.get().phase === 'over') this.#local.close();
  }

  leave(): void {
    const signalling = this.#line.signalling;
    if (signalling) this.#background(signalling.request('call.leave', {}).then(() => undefined));
    this.#finish('left');
  }

  async setMicrophone(on: boolean): Promise<void> {
    await this.#local.set('microphone', on);
  }

  async setCamera(on: boolean): Promise<void> {
    await this.#local.set('camera', on);
  }

  async useDevices(devices: DeviceWish): Promise<void> {
    await this.#local.use(devices);
  }

  /** Asks the person which screen; resolves without sharing when they choose none. */
  async startScreenShare(): Promise<void> {
    await this.#local.startScreen(() => this.#background(this.stopScreenShare()));
  }

  async stopScreenShare(): Promise<void> {
    await this.#local.stopScreen();
  }

  /** Sends a second camera that looks down on papers. Resolves to whether there is one. */
  startPaper(cameraId?: string): Promise<boolean> {
    return this.#local.startPaper(cameraId, () => this.#background(this.stopPaper()));
  }

  async stopPaper(): Promise<void> {
    await this.#local.stopPaper();
  }

  /** Which of a camera's three sizes is shown: 0 small, 1 half, 2 full. Kept when the seat is received anew. */
  async setPreferredLayers(seat: string, source: Source, layer: 0 | 1 | 2): Promise<void> {
    await this.#media?.received.prefer(seat, source, layer);
  }

  /** Counters of what is received, seat by seat. */
  async mediaStats(): Promise<MediaStats> {
    return (await this.#media?.received.stats()) ?? {};
  }

  /** Joins over a new connection; goes on with the media of before where both ends still have them. */
  async #enter(signalling: Signalling): Promise<void> {
    const before = this.#media;
    const joined = await signalling.request('call.join', before ? { resumeKey: before.resumeKey } : {});
    this.#store.change({ call: joined.state });
    if (before && joined.resumed)
      await this.#orGiveUp(
        before,
        before.adopt(signalling, joined, (source) => this.#muted(source)),
      );
    else {
      before?.close();
      const onRemote = (remote: RemoteTrack[]) => {
        if (this.#media !== media) return;
        this.#store.change({ remote });
        this.#listenForEcho();
      };
      const media = new MediaSession(signalling, joined, onRemote, this.#forceTcp);
      this.#media = media;
      this.#store.change({ remote: [], grades: {}, echo: null });
      await this.#orGiveUp(media, media.start(joined));
    }
    if (this.#store.get().phase === 'over') return;
    this.#store.change({ phase: 'joined', error: null });
    this.#background(this.#local.send());
  }

  #listenForEcho(): void {
    const { local, remote, phase } = this.#store.get();
    if (phase === 'over') return;
    const mine = local.microphone === 'on' ? (local.stream?.getAudioTracks()[0] ?? null) : null;
    this.#echo.listenTo(mine, remote);
  }

  /** The node holds a source muted. A shared screen or paper is never muted, only stopped. */
  async #muted(source: Source): Promise<void> {
    if (source === 'microphone' || source === 'camera') await this.#local.set(source, false);
  }

  /** Media that could not be begun, or that the node no longer knows, is of no use for a next try. */
  async #orGiveUp(media: MediaSession, work: Promise<void>): Promise<void> {
    try {
      await work;
      media.begun = true;
    } catch (error) {
      if (!media.begun || error instanceof CallError) this.#forget(media);
      throw error;
    }
  }

  #forget(media: MediaSession | null): void {
    media?.close();
    if (this.#media === media) this.#media = null;
  }

  /** The media path cannot be helped: joins anew, with nothing of before. */
  #startOver(): void {
    this.#forget(this.#media);
    this.#line.signalling?.drop();
  }

  readonly #listeners = () =>
    nodeListeners({
      store: this.#store,
      media: () => this.#media,
      background: (work) => this.#background(work),
      onMuted: () => this.setMicrophone(false),
      onOver: ({ reason }) => {
        if (reason !== 'nodeClosing') return this.#finish(reason);
        // Another worker or node takes the call: nothing of the old media can go on.
        this.#forget(this.#media);
      },
    });

  protected override connected(): Signalling {
    const signalling = this.#line.signalling;
    if (!signalling) throw new CallError('UNAVAILABLE');
    return signalling;
  }

  #finish(overReason: OverReason, error: ErrorCode | null = null): void {
    if (this.#store.get().phase === 'over') return;
    this.#store.change({ phase: 'over', overReason, error, speakingSeat: null });
    this.#watchdog?.close();
    this.#lineWatch?.close();
    this.#echo.close();
    this.#forget(this.#media);
    this.#local.close();
    this.#line.close();
  }

  /** Work nobody waits for. A cut ends it, and the return takes it up; a refusal is shown. */
  #background(work: Promise<void>): void {
    work.catch((error: unknown) => {
      if (error instanceof CallError && error.code !== 'MEDIA_UNKNOWN') this.#store.change({ error: error.code });
    });
  }
}
