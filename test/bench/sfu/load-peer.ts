import { Audio, PeerConnection, Video, type Track } from 'node-datachannel';
import type { types } from 'mediasoup';
import { SequenceGaps } from '../../support/sequence-gaps';
import type { Door, Offered } from './door';
import { candidatesOf, describe, ownDtls, type Section } from './sdp';

const AUDIO = { payloadType: 111, codec: 'opus/48000/2' };
const VIDEO = { payloadType: 96, codec: 'VP8/90000' };
const CNAME = 'load';
/** What such a peer can receive: no extensions, no repetition, so that a packet sent is a packet counted. */
const CAPABILITIES: types.RtpCapabilities = {
  codecs: [
    { kind: 'audio', mimeType: 'audio/opus', preferredPayloadType: AUDIO.payloadType, clockRate: 48_000, channels: 2 },
    { kind: 'video', mimeType: 'video/VP8', preferredPayloadType: VIDEO.payloadType, clockRate: 90_000 },
  ],
  headerExtensions: [],
};
const HEADER_BYTES = 12;

let nextSsrc = 10_000;

/** A stream that is sent: packets of one size, each marked with the next number. */
class Outgoing {
  readonly #packet: Buffer;
  #sequence = 0;

  constructor(
    private readonly track: Track,
    ssrc: number,
    payloadType: number,
    bytes: number,
    private readonly clockStep: number,
  ) {
    this.#packet = Buffer.alloc(HEADER_BYTES + bytes, 1);
    this.#packet[0] = 0x80;
    this.#packet[1] = payloadType;
    this.#packet.writeUInt32BE(ssrc, 8);
    // VP8: the beginning of a key frame, so that a listener may come in at any packet.
    this.#packet[HEADER_BYTES] = 0x10;
    this.#packet[HEADER_BYTES + 1] = 0;
  }

  send(): boolean {
    this.#sequence += 1;
    this.#packet.writeUInt16BE(this.#sequence & 0xffff, 2);
    this.#packet.writeUInt32BE((this.#sequence * this.clockStep) >>> 0, 4);
    return this.track.sendMessageBinary(this.#packet);
  }
}

/** A participant without a browser: real ICE, DTLS and SRTP, sound and picture of made-up packets. */
export class LoadPeer {
  readonly gaps = new SequenceGaps();
  sent = 0;
  readonly #door: Door;
  readonly #connections: PeerConnection[] = [];
  /** Tracks live as long as somebody holds them. */
  readonly #tracks: Track[] = [];
  #voice: Outgoing | null = null;
  #picture: Outgoing | null = null;

  constructor(door: Door) {
    this.#door = door;
  }

  /** Connects and announces sound and picture; they flow when `sendVoice` and `sendPicture` are called. */
  async publish(bytes: { readonly voice: number; readonly picture: number }): Promise<void> {
    const created = await this.#door.createTransport('send', CAPABILITIES);
    const connection = this.#open();
    const [voice, picture] = [(nextSsrc += 1), (nextSsrc += 1)];
    const audio = new Audio('0', 'SendOnly');
    audio.addOpusCodec(AUDIO.payloadType);
    audio.addSSRC(voice, CNAME);
    const video = new Video('1', 'SendOnly');
    video.addVP8Codec(VIDEO.payloadType);
    video.addSSRC(picture, CNAME);
    const tracks = [connection.addTrack(audio), connection.addTrack(video)] as const;
    this.#tracks.push(...tracks);
    const sdp = await localSdp(connection, () => connection.setLocalDescription('offer'));
    const sections: Section[] = [
      { mid: '0', kind: 'audio', direction: 'recvonly', ...AUDIO },
      { mid: '1', kind: 'video', direction: 'recvonly', ...VIDEO },
    ];
    const up = connectedTo(connection);
    connection.setRemoteDescription(describe(created, sections, 'passive'), 'answer');
    await this.#door.connect(created.id, ownDtls(sdp));
    for (const candidate of candidatesOf(created)) connection.addRemoteCandidate(candidate, '0');
    await up;
    await this.#door.produce(created.id, 'microphone', {
      mid: '0',
      codecs: [{ mimeType: 'audio/opus', payloadType: AUDIO.payloadType, clockRate: 48_000, channels: 2 }],
      encodings: [{ ssrc: voice }],
      rtcp: { cname: CNAME },
    });
    await this.#door.produce(created.id, 'camera', {
      mid: '1',
      codecs: [{ mimeType: 'video/VP8', payloadType: VIDEO.payloadType, clockRate: 90_000 }],
      encodings: [{ ssrc: picture }],
      rtcp: { cname: CNAME },
    });
    this.#voice = new Outgoing(tracks[0], voice, AUDIO.payloadType, bytes.voice, 960);
    this.#picture = new Outgoing(tracks[1], picture, VIDEO.payloadType, bytes.picture, 600);
  }

  /** Takes what `count` producers of others send; call it once all of them publish. */
  async listen(count: number): Promise<void> {
    const offers: Offered[] = [];
    const all = new Promise<void>((resolve) =>
      this.#door.onOffer((offered) => {
        offers.push(offered);
        if (offers.length === count) resolve();
      }),
    );
    const created = await this.#door.createTransport('receive', CAPABILITIES);
    await all;
    const sections = offers.map(({ kind, rtpParameters }, index): Section => {
      const ssrc = rtpParameters.encodings?.[0]?.ssrc;
      const how = kind === 'audio' ? AUDIO : VIDEO;
      return { mid: String(index), kind, direction: 'sendonly', ...how, ...(ssrc !== undefined && { ssrc }) };
    });
    const connection = this.#open();
    connection.onTrack((track) => {
      this.#tracks.push(track);
      track.onMessage((packet) => this.gaps.take(packet));
    });
    const up = connectedTo(connection);
    const sdp = await localSdp(connection, () =>
      connection.setRemoteDescription(describe(created, sections, 'actpass'), 'offer'),
    );
    await this.#door.connect(created.id, ownDtls(sdp));
    for (const candidate of candidatesOf(created)) connection.addRemoteCandidate(candidate, '0');
    await up;
    for (const { take } of offers) take();
  }

  sendVoice(): void {
    if (this.#voice?.send()) this.sent += 1;
  }

  sendPicture(packets: number): void {
    for (let count = 0; count < packets; count += 1) if (this.#picture?.send()) this.sent += 1;
  }

  /** Throws unless every connection came up with the handshake that was agreed: DTLS, and SRTP keyed by it. */
  assertEncrypted(): void {
    const plain = this.#connections.some(
      (connection) => connection.state() !== 'connected' || connection.remoteFingerprint().value === '',
    );
    if (plain || this.#connections.length === 0) throw new Error('What was measured was not encrypted.');
  }

  close(): void {
    this.#door.close();
    for (const connection of this.#connections) connection.close();
  }

  #open(): PeerConnection {
    const connection = new PeerConnection('load', {
      iceServers: [],
      bindAddress: '127.0.0.1',
      disableAutoNegotiation: true,
    });
    this.#connections.push(connection);
    return connection;
  }
}

function localSdp(connection: PeerConnection, begin: () => void): Promise<string> {
  return new Promise((resolve) => {
    connection.onLocalDescription((sdp) => resolve(sdp));
    begin();
    if (connection.localDescription() === null) connection.setLocalDescription('answer');
  });
}

function connectedTo(connection: PeerConnection): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.onStateChange((state) => {
      if (state === 'connected') resolve();
      if (state === 'failed') reject(new Error('A load peer could not connect.'));
    });
  });
}
