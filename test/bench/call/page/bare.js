/* global navigator, location */
import { Device } from 'mediasoup-client';
import { io } from 'socket.io-client';
import { sendingOf } from '@rtc/sending';

/** The least that a browser must do to talk over mediasoup: no tickets, no seats, no spaces, no return. */
export function join({ bareUrl, onRemote }) {
  const socket = io(bareUrl.replace('{host}', location.hostname), { transports: ['websocket'], forceNew: true });
  const ask = (message, payload = {}) => socket.emitWithAck(message, payload);
  const remote = new Map();
  const joined = (async () => {
    const opened = navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    let receiving;
    const ready = new Promise((resolve) => (receiving = resolve));
    socket.on('consumer', async ({ seat, ...options }, ack) => {
      const consumer = await (await ready).consume({ ...options, streamId: seat });
      remote.set(consumer.id, { seat, track: consumer.track });
      ack();
      onRemote([...remote.values()]);
    });
    socket.on('consumer closed', ({ id }) => {
      remote.delete(id);
      onRemote([...remote.values()]);
    });
    const device = await Device.factory();
    await device.load({ routerRtpCapabilities: await ask('join') });
    const make = async (direction) => {
      const created = await ask('transport', { direction, rtpCapabilities: device.recvRtpCapabilities });
      const transport =
        direction === 'send' ? device.createSendTransport(created) : device.createRecvTransport(created);
      transport.on('connect', ({ dtlsParameters }, done, failed) => {
        ask('dtls', { id: transport.id, dtlsParameters }).then(done, failed);
      });
      transport.on('produce', ({ kind, rtpParameters }, done, failed) => {
        ask('produce', { kind, rtpParameters }).then((id) => done({ id }), failed);
      });
      return transport;
    };
    const [send, receive] = await Promise.all([make('send'), make('receive')]);
    receiving(receive);
    const stream = await opened;
    const [voice] = stream.getAudioTracks();
    const [camera] = stream.getVideoTracks();
    await Promise.all([
      send.produce({ track: voice, ...sendingOf('microphone') }),
      send.produce({ track: camera, ...sendingOf('camera') }),
    ]);
  })();
  return { joined, leave: () => socket.close(), snapshot: () => null };
}
