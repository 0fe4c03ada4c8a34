import type { INestApplication } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { Redis } from 'ioredis';
import type { Server, ServerOptions } from 'socket.io';

/** socket.io over Redis streams: news reaches screens on any server, also those that were briefly away. */
export class HouseAdapter extends IoAdapter {
  private readonly redis: CountedRedis;
  private readonly adapter: ReturnType<typeof createAdapter>;

  constructor(app: INestApplication, redisUrl: string, onError: (error: Error) => void) {
    super(app);
    this.redis = new CountedRedis(redisUrl, onError);
    this.adapter = createAdapter(this.redis, { streamName: 'house', maxLen: 10_000 });
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const server = super.createIOServer(port, options) as Server;
    server.adapter(this.adapter);
    return server;
  }

  override async dispose(): Promise<void> {
    await super.dispose();
    this.redis.disconnectAll();
  }
}

/**
 * The adapter makes connections of its own out of the one it is given, and one of them sits in a
 * blocking read: all must go at once when the server closes, or the process would linger.
 */
class CountedRedis extends Redis {
  private readonly duplicates: Redis[] = [];

  constructor(
    url: string,
    private readonly onError: (error: Error) => void,
  ) {
    super(url, { maxRetriesPerRequest: null });
    this.on('error', onError);
  }

  override duplicate(): Redis {
    const made = super.duplicate();
    made.on('error', this.onError);
    this.duplicates.push(made);
    return made;
  }

  disconnectAll(): void {
    for (const client of [...this.duplicates, this]) client.disconnect();
  }
}
