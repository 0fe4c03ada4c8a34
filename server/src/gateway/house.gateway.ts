import { DomainError } from '@domain/errors';
import type { Ack } from '@contracts/errors';
import { HOUSE_PATH, watch, type Changed } from '@contracts/realtime/house';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayConnection,
  type OnGatewayInit,
} from '@nestjs/websockets';
import type { Server, Socket } from 'socket.io';
import type { Actor } from '../common/actor';
import { withCorrelation } from '../common/correlation';
import { Logger } from '../common/logger';
import { refusalOf } from '../common/refusal';
import { DevicesService } from '../identity/devices.service';
import { SignIns } from '../identity/sign-ins';
import { House, roomOf } from '../house/house';
import { watchable } from './house.policy';

const MAX_MESSAGE_BYTES = 4096;

/** Screens connect here with their cookie and say what they want news of. */
@WebSocketGateway({
  path: HOUSE_PATH,
  maxHttpBufferSize: MAX_MESSAGE_BYTES,
  connectionStateRecovery: { maxDisconnectionDuration: 120_000, skipMiddlewares: false },
})
export class HouseGateway implements OnGatewayInit<Server>, OnGatewayConnection<Socket> {
  constructor(
    private readonly house: House,
    private readonly signIns: SignIns,
    private readonly devices: DevicesService,
    private readonly logger: Logger,
  ) {}

  afterInit(server: Server): void {
    server.use((socket, next) => {
      const auth: unknown = socket.handshake.auth['actingAs'];
      this.signIns
        .actorOf(socket.handshake.headers.cookie, typeof auth === 'string' ? auth : undefined)
        .then((actor) => {
          socket.data = { actor };
          next(actor.kind === 'anonymous' ? new Error('SIGN_IN_REQUIRED') : undefined);
        })
        .catch((error: unknown) => {
          this.logger.failure('house: a socket could not be let in', error);
          next(new Error('UNAVAILABLE'));
        });
    });
    this.house.register({ send: (room: string, message: Changed) => server.to(room).emit('changed', message) });
  }

  async handleConnection(socket: Socket): Promise<void> {
    const actor = actorOf(socket);
    if (actor?.kind !== 'device') return;
    await socket.join(roomOf('room', actor.roomId));
    await this.devices
      .markSeen(actor.id)
      .catch((error: unknown) => this.logger.failure('house: device not marked', error));
    this.house.announce('station', actor.stationId, 'device.online');
    socket.on('disconnect', () => this.house.announce('station', actor.stationId, 'device.offline'));
  }

  @SubscribeMessage('watch')
  async watch(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown): Promise<Ack<{ watching: true }>> {
    return withCorrelation(async () => {
      try {
        const message = watch.parse(body);
        const actor = actorOf(socket);
        const id = actor ? watchable(actor, message) : undefined;
        if (id === undefined) throw new DomainError('NOT_ALLOWED');
        await socket.join(roomOf(message.topic, id));
        return { ok: true, data: { watching: true } };
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal.bug) this.logger.failure('house: watch failed', error);
        return { ok: false, error: refusal.body };
      }
    });
  }
}

const actorOf = (socket: Socket): Actor | undefined => (socket.data as { actor?: Actor }).actor;
