import { Agent, request } from 'node:http';

export interface Reply {
  readonly status: number;
  readonly text: string;
}

/** Connections that stay open, as a browser's or a proxy's do: cheaper for the caller than `fetch`. */
export class KeepAlive {
  private readonly agent: Agent;
  private readonly host: string;
  private readonly port: string;

  constructor(url: string, connections: number) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
    const { hostname, port } = new URL(url);
    this.host = hostname;
    this.port = port;
  }

  /** Rejects when the connection breaks or nothing has come for `patienceMs`. */
  send(
    method: 'GET' | 'POST',
    path: string,
    options: { body?: string; headers?: Record<string, string>; patienceMs?: number; again?: boolean } = {},
  ): Promise<Reply> {
    const { body, headers = {}, patienceMs = 60_000 } = options;
    return new Promise((resolve, reject) => {
      const call = request(
        {
          agent: this.agent,
          host: this.host,
          port: this.port,
          method,
          path,
          headers: {
            'x-requested-with': 'video-home',
            ...(body !== undefined && {
              'content-type': 'application/json',
              'content-length': String(Buffer.byteLength(body)),
            }),
            ...headers,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
          );
        },
      );
      call.setTimeout(patienceMs, () => call.destroy(new Error(`no answer within ${patienceMs} ms`)));
      call.on('error', (error) => {
        // The server closed a connection that had been idle, at the moment in which we used it again.
        const stale = call.reusedSocket && 'code' in error && error.code === 'ECONNRESET' && !options.again;
        if (stale) this.send(method, path, { ...options, again: true }).then(resolve, reject);
        else reject(error);
      });
      call.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
