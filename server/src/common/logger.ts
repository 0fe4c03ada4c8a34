import { Inject, Injectable, type LoggerService } from '@nestjs/common';
import pino, { type Logger as Pino } from 'pino';
import { CONFIG, type Config } from '../config';
import { correlationId } from './correlation';

/** Structured log lines on stdout; personal data never goes into them. */
@Injectable()
export class Logger implements LoggerService {
  private readonly pino: Pino;

  constructor(@Inject(CONFIG) config: Pick<Config, 'LOG_LEVEL'>) {
    this.pino = pino({ level: config.LOG_LEVEL, base: { program: 'server' } });
  }

  log(message: unknown, context?: unknown): void {
    this.pino.info({ context, correlationId: correlationId() }, String(message));
  }

  warn(message: unknown, context?: unknown): void {
    this.pino.warn({ context, correlationId: correlationId() }, String(message));
  }

  error(message: unknown, ...context: unknown[]): void {
    this.pino.error({ context, correlationId: correlationId() }, String(message));
  }

  debug(message: unknown, context?: unknown): void {
    this.pino.debug({ context }, String(message));
  }

  /** Something of ours went wrong: the error with its stack. */
  failure(message: string, error: unknown): void {
    this.pino.error({ err: error, correlationId: correlationId() }, message);
  }
}
