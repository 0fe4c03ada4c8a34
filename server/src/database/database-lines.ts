import { Socket } from 'node:net';
import { Injectable } from '@nestjs/common';

/** The connections that the pool holds open to the database. */
@Injectable()
export class DatabaseLines {
  private readonly open = new Set<Socket>();

  /** A socket for a connection to come; given to the pool. */
  create(): Socket {
    const socket = new Socket();
    this.open.add(socket);
    socket.once('close', () => this.open.delete(socket));
    return socket;
  }

  /**
   * Ends every connection at once: whoever waits for an answer on one gets an error now, and the pool
   * makes new ones. What was not committed is undone by the database.
   */
  cut(): void {
    for (const socket of this.open) socket.destroy(new Error('Connection terminated: the database keeps silent'));
  }
}
