import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express, { type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import { AppModule } from './app.module';
import { withCorrelation } from './common/correlation';
import { Logger } from './common/logger';
import { patience } from './common/patience';
import { CONFIG, type Config } from './config';
import { DatabaseWatch } from './database/database-watch';
import { HouseAdapter } from './gateway/house.adapter';
import { describeApi } from './openapi';

const BODY_LIMIT = '256kb';
/** A table of hours of a whole province. */
const TABLE_LIMIT = '2mb';
const YEAR_SECONDS = 31_536_000;

/** Builds the server without listening: HTTP, the house's socket, OpenAPI, the built client. */
export async function createServer(config: Config): Promise<NestExpressApplication> {
  const httpsOptions =
    config.TLS_KEY_FILE && config.TLS_CERT_FILE
      ? { key: readFileSync(config.TLS_KEY_FILE), cert: readFileSync(config.TLS_CERT_FILE) }
      : undefined;
  const app = await NestFactory.create<NestExpressApplication>(AppModule, {
    bufferLogs: true,
    bodyParser: false,
    httpsOptions,
  });
  app.useLogger(app.get(Logger));
  app.enableShutdownHooks();
  if (config.TRUST_PROXY) app.set('trust proxy', 1);
  app.use((_request: Request, response: Response, next: NextFunction) => {
    const id = randomUUID();
    response.setHeader('x-correlation-id', id);
    withCorrelation(next, id);
  });
  app.use(
    helmet({
      contentSecurityPolicy: { directives: contentPolicy(config) },
      crossOriginOpenerPolicy: { policy: 'same-origin' },
      strictTransportSecurity: httpsOptions !== undefined || config.TRUST_PROXY,
    }),
  );
  app.use(patience(app.get(DatabaseWatch)));
  // A signature is over bytes, not over what they mean.
  app.use('/api/notices/receipts', express.raw({ type: () => true, limit: BODY_LIMIT }));
  app.use('/api/hours/import', express.json({ limit: TABLE_LIMIT }));
  app.use(express.json({ limit: BODY_LIMIT }));
  const logger = app.get(Logger);
  app.useWebSocketAdapter(
    new HouseAdapter(app, config.REDIS_URL, (error) => logger.warn(`house: redis: ${error.message}`)),
  );
  describeApi(app);
  if (config.CLIENT_DIR) serveClient(app, config.CLIENT_DIR);
  return app;
}

/** Settings as the application itself read them. */
export const configOf = (app: NestExpressApplication): Config => app.get<Config>(CONFIG);

/** Pages, scripts and pictures come from us alone; sockets may go to the media nodes, whose ports differ. */
function contentPolicy(config: Config): Record<string, string[] | null> {
  return {
    'default-src': ["'self'"],
    'script-src': ["'self'"],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'media-src': ["'self'", 'blob:', 'mediastream:'],
    'connect-src': ["'self'", 'ws:', 'wss:', 'http:', 'https:'],
    'frame-src': ["'self'", 'blob:'],
    'frame-ancestors': ["'self'"],
    'object-src': ["'none'"],
    'upgrade-insecure-requests': config.TLS_KEY_FILE || config.TRUST_PROXY ? [] : null,
  };
}

/** The built client: hashed files for a year, the page itself never; every other path is a page of the client. */
function serveClient(app: NestExpressApplication, folder: string): void {
  app.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: YEAR_SECONDS * 1000 }));
  app.use(express.static(folder, { index: false }));
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (request.method !== 'GET' || request.path.startsWith('/api')) return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile('index.html', { root: folder });
  });
}
