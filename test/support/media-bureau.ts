import type { CallTicket } from '@contracts/http/sessions';
import type { MediaNode } from '../../media/src/media-node';
import { TestPeer } from '../../media/test-support/test-peer';
import { started } from './bureau';
import type { TestClient } from './client';
import { DisputeBureau } from './dispute-bureau';
import { startRecordingMedia } from './recording-media';

/** A bureau with its jobs and a media node that records, all in this process; its calls need no browsers. */
export class MediaBureau extends DisputeBureau {
  private media: Awaited<ReturnType<typeof startRecordingMedia>> | null = null;
  private readonly peers: TestPeer[] = [];

  constructor() {
    super({ env: { ROLE: 'all' } });
  }

  override async open(): Promise<void> {
    await super.open();
    this.media = await startRecordingMedia(this.app);
  }

  override async close(): Promise<void> {
    for (const peer of this.peers.splice(0)) peer.hangUp();
    await this.media?.stop();
    this.media = null;
    await super.close();
  }

  get node(): MediaNode {
    return started(this.media).node;
  }

  /** Comes into a call as a browser does: a ticket from this path, a socket, joining. */
  async enter(client: TestClient, ticketPath: string): Promise<TestPeer> {
    const { body, error } = await client.post<CallTicket>(ticketPath);
    if (!body.ticket) throw new Error(`No ticket: ${error.code}`);
    const peer = await TestPeer.connect(body.signallingUrl, body.ticket);
    this.peers.push(peer);
    await peer.join();
    return peer;
  }
}

/** One bureau for all tests of the file. */
export function sharedMediaBureau(): MediaBureau {
  const bureau = new MediaBureau();
  beforeAll(() => bureau.open());
  afterAll(() => bureau.close());
  return bureau;
}
