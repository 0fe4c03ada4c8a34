/**
 * The least server that lets browsers talk over mediasoup: one worker, one router, one port; everyone hears
 * everyone. A program of its own, as our media node is. Says `ready PORT PID` once it listens.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWorker, type types } from 'mediasoup';
import { Server } from 'socket.io';
import { INITIAL_OUTGOING_BITRATE, MEDIA_CODECS } from '../../../../media/src/codecs';

interface BarePeer {
  readonly transports: Map<string, types.WebRtcTransport>;
  receive: types.WebRtcTransport | null;
  send: types.WebRtcTransport | null;
  rtpCapabilities: types.RtpCapabilities | null;
  readonly producers: types.Producer[];
  /** Producers that it was offered. */
  readonly offered: Set<string>;
  offer(producer: types.Producer, seat: string): Promise<void>;
}

async function main(): Promise<void> {
  const workerBin = process.env['MEDIASOUP_WORKER_BIN'];
  const worker = await createWorker({ logLevel: 'warn', ...(workerBin ? { workerBin } : {}) });
  const port = Number(process.env['BARE_RTC_PORT'] ?? 0);
  const webRtcServer = await worker.createWebRtcServer({
    listenInfos: (['udp', 'tcp'] as const).map((protocol) => ({
      protocol,
      ip: '127.0.0.1',
      ...(port > 0 && { port }),
    })),
  });
  const router = await worker.createRouter({ mediaCodecs: MEDIA_CODECS });
  const http = createServer();
  const io = new Server(http, { serveClient: false, cors: { origin: '*' } });
  const peers = new Map<string, BarePeer>();

  io.on('connection', (socket) => {
    const peer: BarePeer = {
      transports: new Map(),
      receive: null,
      send: null,
      rtpCapabilities: null,
      producers: [],
      offered: new Set(),
      offer: async (producer, seat) => {
        if (!peer.receive || !peer.rtpCapabilities || peer.offered.has(producer.id)) return;
        peer.offered.add(producer.id);
        const consumer = await peer.receive.consume({
          producerId: producer.id,
          rtpCapabilities: peer.rtpCapabilities,
          paused: true,
        });
        consumer.once('producerclose', () => socket.emit('consumer closed', { id: consumer.id }));
        const { id, kind, rtpParameters } = consumer;
        await socket.emitWithAck('consumer', { id, producerId: producer.id, kind, rtpParameters, seat });
        await consumer.resume();
      },
    };
    peers.set(socket.id, peer);
    socket.on('join', (_: unknown, ack: (answer: unknown) => void) => ack(router.rtpCapabilities));
    socket.on('transport', (asked: { direction: 'send' | 'receive'; rtpCapabilities: types.RtpCapabilities }, ack) => {
      void (async () => {
        const transport = await router.createWebRtcTransport({
          webRtcServer,
          enableUdp: true,
          enableTcp: true,
          preferUdp: true,
          initialAvailableOutgoingBitrate: INITIAL_OUTGOING_BITRATE,
        });
        peer.transports.set(transport.id, transport);
        peer[asked.direction] = transport;
        peer.rtpCapabilities = asked.rtpCapabilities;
        const { id, iceParameters, iceCandidates, dtlsParameters } = transport;
        (ack as (answer: unknown) => void)({ id, iceParameters, iceCandidates, dtlsParameters });
        if (asked.direction === 'send') return;
        const offers = [...peers].flatMap(([seat, other]) =>
          other === peer ? [] : other.producers.map((producer) => peer.offer(producer, seat)),
        );
        await Promise.all(offers);
      })();
    });
    socket.on('produce', (asked: { kind: types.MediaKind; rtpParameters: types.RtpParameters }, ack) => {
      void (async () => {
        if (!peer.send) return;
        const producer = await peer.send.produce(asked);
        peer.producers.push(producer);
        (ack as (answer: unknown) => void)(producer.id);
        for (const other of peers.values()) if (other !== peer) void other.offer(producer, socket.id);
      })();
    });
    socket.on('dtls', (asked: { id: string; dtlsParameters: types.DtlsParameters }, ack) => {
      void peer.transports
        .get(asked.id)
        ?.connect({ dtlsParameters: asked.dtlsParameters })
        .then(() => (ack as (answer: unknown) => void)({}));
    });
    socket.once('disconnect', () => {
      peers.delete(socket.id);
      for (const transport of peer.transports.values()) transport.close();
    });
  });
  http.listen(Number(process.env['BARE_PORT'] ?? 0), '127.0.0.1', () => {
    process.stdout.write(`ready ${(http.address() as AddressInfo).port} ${worker.pid}\n`);
  });
}

// mediasoup takes the signal for its worker, and the process would live on.
process.once('SIGTERM', () => process.exit(0));
// Whoever started us is gone, however it ended.
process.stdin.resume().once('end', () => process.exit(0));
void main();
