import type { RequestView } from '@contracts/http/requests';
import type { SessionView } from '@contracts/http/sessions';
import { onTuesday } from './app';
import { Bureau, started } from './bureau';
import { asDevice, asStaff, type TestClient } from './client';
import { dispute } from './registering';
import { book, sitDown, teller } from './visits';

interface Talkers {
  readonly official: TestClient;
  readonly screen: TestClient;
}

/** A bureau with a mediator, and the screen of the first station. */
export class DisputeBureau extends Bureau {
  private talkers: Talkers | null = null;

  override async open(): Promise<void> {
    await super.open();
    this.talkers = {
      official: await asStaff(this.app, this.county.mediator.staffId),
      screen: await asDevice(this.app, this.county.stations[0].deviceId),
    };
  }

  override async close(): Promise<void> {
    this.talkers = null;
    await super.close();
  }

  get official(): TestClient {
    return started(this.talkers?.official);
  }

  get screen(): TestClient {
    return started(this.talkers?.screen);
  }

  /** A dispute whose both parties sit in their rooms, and its session opened by its official. */
  async waitingDispute(): Promise<{ request: RequestView; session: SessionView }> {
    const request = await book(this.clerk, dispute(this.county, { channel: 'phone' }), onTuesday('10:00'));
    await sitDown(this.app, this.county.stations[0], request.parties[0]);
    await sitDown(this.app, this.county.stations[1], request.parties[1]);
    return { request, session: await this.openSession(request) };
  }

  /** Such a dispute, whose talk began at 10:00; it is 10:20. */
  async begunDispute(): Promise<{ request: RequestView; sessionId: string }> {
    const { request, session } = await this.waitingDispute();
    await teller(this.app, session.id).tell({ kind: 'callStarted' }, onTuesday('10:00'));
    this.app.setNow(onTuesday('10:20'));
    return { request, sessionId: session.id };
  }

  /** The official opens the session of a request's appointment. */
  async openSession({ appointment }: RequestView): Promise<SessionView> {
    return (await this.official.post<SessionView>(`/api/appointments/${appointment?.id}/session`)).body;
  }
}

/** A bureau for each test of the file, untouched by the others. */
export function freshDisputeBureau(): DisputeBureau {
  const bureau = new DisputeBureau({});
  beforeEach(() => bureau.open());
  afterEach(() => bureau.close());
  return bureau;
}
