import type { Logger } from 'pino';
import { openStore, recordingsDirectory } from '@storage/open-store';
import type { Clock } from '../clock';
import type { Outlet } from '../events';
import type { RecorderMaker } from '../recording-port';
import { CallRecording } from './call-recording';
import type { RecordingSettings } from './settings';
import { Spool } from './spool';
import { Strand } from './strand';
import { TakeUp } from './take-up';
import { TapeProcess } from './tape-process';
import { Vault } from './vault';

export interface RecordingNodeOptions {
  readonly nodeId: string;
  readonly settings: RecordingSettings;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Longer than any ticket lives: until then a call may come back to its strand. */
const FORGET_AFTER_MS = 24 * 60 * 60_000;
const STOP_WITHIN_MS = 5_000;

/** What records on this node: the tape process, the way to the store, and the chains of all calls. */
export class RecordingNode {
  readonly #options: RecordingNodeOptions;
  readonly #spool: Spool;
  readonly #vault: Vault;
  readonly #tapes: TapeProcess;
  readonly #strands = new Map<string, Strand>();
  #outlet: Outlet | null = null;
  #takeUp: TakeUp | null = null;

  private constructor(options: RecordingNodeOptions, spool: Spool, vault: Vault) {
    const { settings, log } = options;
    this.#options = options;
    this.#spool = spool;
    this.#vault = vault;
    this.#tapes = new TapeProcess({ log, execArgv: settings.execArgv, roomBytes: settings.roomBytes });
    this.#tapes.on('up', () => {
      spool.tape = this.#tapes.pid;
      void vault.probe();
    });
  }

  /** Starts the recorder. Throws for settings that are wrong; a store that is away is no reason not to start. */
  static async start(options: RecordingNodeOptions): Promise<RecordingNode> {
    const { settings, log } = options;
    const store = openStore(settings.store);
    const directory = recordingsDirectory(settings.store);
    const spool = new Spool(directory, options.nodeId, log);
    const vault = new Vault({ store, directory, spool, minFreeBytes: settings.minFreeBytes, log });
    await vault.probe();
    if (vault.trouble) log.error({ reason: vault.trouble, place: store.place }, 'recordings cannot be stored');
    return new RecordingNode(options, spool, vault);
  }

  get tapes(): TapeProcess {
    return this.#tapes;
  }

  /** Whether a call that must be recorded may begin here: the recorder runs, the store is there, the disk has room. */
  canRecord(): boolean {
    return this.#tapes.up && this.#vault.open;
  }

  /** The way to the server is there: what starts that were killed have left behind is brought to its end. */
  tellBy(outlet: Outlet): void {
    const { clock, log } = this.#options;
    this.#outlet = outlet;
    this.#takeUp = new TakeUp({ spool: this.#spool, vault: this.#vault, outlet, clock, log });
    void this.#takeUp.look();
  }

  /** Makes the recorder of one call. */
  readonly maker: RecorderMaker = (options) => {
    const { segmentMs } = this.#options.settings;
    const strand = this.#strandOf(options.callId);
    return new CallRecording(options, { tapes: this.#tapes, vault: this.#vault, strand, segmentMs });
  };

  /** Once every call is closed. Lets the recorder finish, and leaves nothing running. */
  async close(): Promise<void> {
    await this.#tapes.stop(STOP_WITHIN_MS);
    this.#vault.close();
    await this.#takeUp?.close();
    await this.#spool.leave(this.#everythingTold);
  }

  get #everythingTold(): boolean {
    return this.#outlet?.waiting === 0;
  }

  #strandOf(callId: string): Strand {
    const { nodeId, clock } = this.#options;
    const before = clock.now().getTime() - FORGET_AFTER_MS;
    for (const [id, { closedAt, journal }] of this.#strands) {
      if (closedAt && this.#everythingTold) journal.drop();
      if (closedAt && closedAt.getTime() < before) this.#strands.delete(id);
    }
    const known = this.#strands.get(callId);
    if (known) return known;
    const strand = new Strand({ id: nodeId, callId, clock, journal: this.#spool.journalOf(callId) });
    this.#strands.set(callId, strand);
    return strand;
  }
}
