import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { Logger } from './logger';
import { refusalOf } from './refusal';

/** The one place where errors become HTTP answers. */
@Catch()
export class RefusalFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const refusal = refusalOf(error);
    const response = host.switchToHttp().getResponse<Response>();
    // Answered already: patience ran out, or a stream broke; the error that follows is no news.
    if (response.headersSent) return void response.end();
    if (refusal.bug) this.logger.failure('request failed', error);
    response.status(refusal.status).json(refusal.body);
  }
}
