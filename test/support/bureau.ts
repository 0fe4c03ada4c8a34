import type { RegisterRequest, RequestView } from '@contracts/http/requests';
import { startApp, type TestApp } from './app';
import { asStaff, type TestClient } from './client';
import { createCounty, type TestCounty } from './county';
import type { TestDatabase } from './database';
import { MailServer } from './mail-server';
import { noticesOf } from './notices';
import { SmsGateway } from './sms-gateway';
import { WechatServer } from './wechat-server';

type AppOptions = NonNullable<Parameters<typeof startApp>[0]>;

interface BureauOptions extends AppOptions {
  /** Providers to start beside the server, which is told where they are. */
  readonly sms?: boolean;
  readonly mail?: boolean;
  readonly wechat?: boolean;
}

interface Opened {
  readonly app: TestApp;
  readonly county: TestCounty;
  readonly clerk: TestClient;
  readonly scheduler: TestClient;
  readonly gateway: SmsGateway | null;
  readonly mail: MailServer | null;
  readonly wechat: WechatServer | null;
}

/** A server on a database of its own, with a county in it, and those who book there. */
export class Bureau {
  private opened: Opened | null = null;

  constructor(private readonly options: BureauOptions) {}

  async open(): Promise<void> {
    const { sms, mail: wantsMail, wechat: wantsWechat, ...options } = this.options;
    const gateway = sms ? await SmsGateway.start() : null;
    const mail = wantsMail ? await MailServer.start() : null;
    const wechat = wantsWechat ? await WechatServer.start() : null;
    const env = { ...gateway?.env, ...mail?.env, ...wechat?.env, ...options.env };
    const app = await startApp({ ...options, env });
    const county = await createCounty(app.database);
    const clerk = await asStaff(app, county.stations[0].clerkId);
    const scheduler = await asStaff(app, county.schedulerId);
    this.opened = { app, county, clerk, scheduler, gateway, mail, wechat };
  }

  async close(): Promise<void> {
    const opened = this.opened;
    this.opened = null;
    await opened?.app.stop();
    await opened?.gateway?.stop();
    await opened?.mail?.stop();
    await opened?.wechat?.stop();
  }

  get app(): TestApp {
    return started(this.opened?.app);
  }

  get database(): TestDatabase {
    return this.app.database;
  }

  get county(): TestCounty {
    return started(this.opened?.county);
  }

  /** The clerk of the first station. */
  get clerk(): TestClient {
    return started(this.opened?.clerk);
  }

  get scheduler(): TestClient {
    return started(this.opened?.scheduler);
  }

  get gateway(): SmsGateway {
    return started(this.opened?.gateway);
  }

  get mail(): MailServer {
    return started(this.opened?.mail);
  }

  get wechat(): WechatServer {
    return started(this.opened?.wechat);
  }

  get notices(): ReturnType<typeof noticesOf> {
    return noticesOf(this.app, this.clerk);
  }

  /** What the server answers when the clerk registers this. */
  readonly register = async (body: RegisterRequest): Promise<RequestView> =>
    (await this.clerk.postOnce<RequestView>('/api/requests', body)).body;
}

/** A bureau for each test of the file, untouched by the others. */
export function freshBureau(options: BureauOptions = {}): Bureau {
  const bureau = new Bureau(options);
  beforeEach(() => bureau.open());
  afterEach(() => bureau.close());
  return bureau;
}

/** One bureau for all tests of the file, or of the `describe` around it. */
export function sharedBureau(options: BureauOptions = {}): Bureau {
  const bureau = new Bureau(options);
  beforeAll(() => bureau.open());
  afterAll(() => bureau.close());
  return bureau;
}

/** This part of a bureau; throws while it is not open. */
export function started<T>(part: T | null | undefined): T {
  if (part === null || part === undefined) throw new Error('This part of the bureau was not started.');
  return part;
}
