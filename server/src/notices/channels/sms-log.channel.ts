import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { maskPhone } from '@domain/masking';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../config';
import type { Channel, HandedOver, Letter } from './channel';

const WRITTEN: HandedOver = { state: 'delivered', providerId: null };

/**
 * The default SMS gateway: a file that takes one JSON line a message, so that nobody is texted by
 * accident. Like a real gateway it knows the key of each message and takes each key once, whichever
 * process sends it and however often.
 */
@Injectable()
export class SmsLogChannel implements Channel {
  readonly configured = true;
  private readonly file: string;
  private readonly known = new Set<string>();
  private readTo = 0;
  private line: Promise<unknown> = Promise.resolve();

  constructor(@Inject(CONFIG) config: Pick<Config, 'DATA_DIR'>) {
    this.file = join(config.DATA_DIR, 'sms.log');
  }

  /** One at a time within this process; the file's end is read anew before each message. */
  send(letter: Letter): Promise<HandedOver> {
    const sent = this.line.then(
      () => this.append(letter),
      () => this.append(letter),
    );
    this.line = sent;
    return sent;
  }

  private async append(letter: Letter): Promise<HandedOver> {
    await mkdir(dirname(this.file), { recursive: true });
    const file = await open(this.file, 'a+', 0o600);
    try {
      const { size } = await file.stat();
      if (size > this.readTo) {
        const { buffer } = await file.read(Buffer.alloc(size - this.readTo), 0, size - this.readTo, this.readTo);
        for (const line of buffer.toString('utf8').split('\n')) this.remember(line);
        this.readTo = size;
      }
      if (this.known.has(letter.key)) return WRITTEN;
      const line = { key: letter.key, at: letter.at.toISOString(), to: maskPhone(letter.to), text: letter.text };
      // One write of one line at the file's end is whole or absent, also when the process is killed.
      await file.appendFile(`${JSON.stringify(line)}\n`);
      return WRITTEN;
    } finally {
      await file.close();
    }
  }

  private remember(line: string): void {
    const key = /^\{"key":"([^"]+)"/.exec(line)?.[1];
    if (key) this.known.add(key);
  }
}
