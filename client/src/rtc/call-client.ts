import type { CallTicket } from '@contracts/http/sessions';
import type { NodeEvents, Source } from '@contracts/media/signalling';
import type { ErrorCode } from '@domain/errors';
import type { Side } from '@domain/people';
import { CallError } from './call-error';
import { SnapshotStore, type CallSnapshot, type OverReason } from './call-snapshot';
import type { DeviceWish } from './devices';
import { Line } from './line';
import { LocalSources } from './local-sources';
import { MediaSession } from './media-session';
import type { MediaStats } from './media-stats';
import type { Signalling } from './signalling';
import { Watchdog } from './watchdog';

export interface CallClientOptions {
  /** A fresh ticket for this person's seat. Asked for at each connection. */
  getTicket(): Promise<CallTicket>;
}

const KEPT_TEXTS = 200;

/**
 * One person's place in a call, for a screen to show: `subscribe` and `getSnapshot` are what React's
 * `useSyncExternalStore` takes. It joins, keeps the line up, and rejoins the same seat after any cut.
 * Commands reject with `CallError` when the node refuses, and with `UNAVAILABLE` while the line is cut.
 */
export class CallClient {
  readonly #store = new SnapshotStore();
  readonly #local: LocalSources;
  readonly #line: Line;
  #media: MediaSession | null = null;
  #watchdog: Watchdog | null = null;

  constructor(options: CallClientOptions) {
    this.#local = new LocalSources(
      () => (this.#store.get().phase === 'joined' ? this.#media : null),
      (local) => this.#store.change({ local }),
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
    );
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

  async movePeer(seat: string, space: string): Promise<void> {
    await this.#connected().request('peer.move', { seat, space });
  }

  async openCaucus(side: Side): Promise<void> {
    await this.#connected().request('caucus.open', { side });
  }

  async closeCaucus(): Promise<void> {
    await this.#connected().request('caucus.close', {});
  }

  async mutePeer(seat: string): Promise<void> {
    await this.#connected().request('peer.mute', { seat });
  }

  async removePeer(seat: string): Promise<void> {
    await this.#connected().request('peer.remove', { seat });
  }

  async endCall(): Promise<void> {
    await this.#connected().request('call.end', {});
  }

  async sendText(text: string): Promise<void> {
    await this.#connected().request('text.send', { text });
  }

  /** Which of a camera's three sizes is shown: 0 small, 1 half, 2 full. Kept when the seat is received anew. */
  async setPreferredLayers(seat: string, source: Source, layer: 0 | 1 | 2): Promise<void> {
    await this.#media?.prefer(seat, source, layer);
  }

  /** Counters of what is received, seat by seat. */
  async mediaStats(): Promise<MediaStats> {
    return (await this.#media?.stats()) ?? {};
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
      const media = new MediaSession(signalling, joined, (remote) => {
        if (this.#media === media) this.#store.change({ remote });
      });
      this.#media = media;
      this.#store.change({ remote: [], grades: {} });
      await this.#orGiveUp(media, media.start(joined));
    }
    if (this.#store.get().phase === 'over') return;
    this.#store.change({ phase: 'joined', error: null });
    this.#background(this.#local.send());
  }

  /** The node holds a source muted. A shared screen is never muted, only stopped. */
  async #muted(source: Source): Promise<void> {
    if (source !== 'screen') await this.#local.set(source, false);
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

  #listeners(): NodeEvents {
    return {
      'call.state': (call) => this.#store.change({ call }),
      'consumer.created': (created, ack) => {
        const media = this.#media;
        if (media) this.#background(media.receive(created, ack));
      },
      'consumer.closed': ({ consumerId }) => this.#media?.closeConsumer(consumerId),
      'consumer.paused': ({ consumerId }) => this.#media?.noteConsumerPaused(consumerId, true),
      'consumer.resumed': ({ consumerId }) => this.#media?.noteConsumerPaused(consumerId, false),
      'peer.quality': ({ seat, grade }) =>
        this.#store.change({ grades: { ...this.#store.get().grades, [seat]: grade } }),
      'peer.speaking': ({ seat }) => this.#store.change({ speakingSeat: seat }),
      'peer.muted': () => this.#background(this.setMicrophone(false)),
      'text.received': (text) => this.#store.change({ texts: [...this.#store.get().texts, text].slice(-KEPT_TEXTS) }),
      'call.over': ({ reason }) => {
        if (reason !== 'nodeClosing') return this.#finish(reason);
        // Another worker or node takes the call: nothing of the old media can go on.
        this.#forget(this.#media);
      },
    };
  }

  #connected(): Signalling {
    const signalling = this.#line.signalling;
    if (!signalling) throw new CallError('UNAVAILABLE');
    return signalling;
  }

  #finish(overReason: OverReason, error: ErrorCode | null = null): void {
    if (this.#store.get().phase === 'over') return;
    this.#store.change({ phase: 'over', overReason, error, speakingSeat: null });
    this.#watchdog?.close();
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
