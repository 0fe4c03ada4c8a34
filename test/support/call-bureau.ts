import type { RequestView } from '@contracts/http/requests';
import type { SessionView } from '@contracts/http/sessions';
import { Bureau } from './bureau';
import { asDevice, asStaff, type TestClient } from './client';
import { refusedBy, type Refused } from './refused';
import { dispute } from './registering';
import { book, registerNode, sitDown, type RegisteredNode } from './visits';

/** An instant of the Tuesday on which the tests stand, by the bureau's clocks. */
export const onTuesday = (time: string): string => new Date(`2026-11-24T${time}:00.000+08:00`).toISOString();

/** A well-formed id that belongs to nothing. */
export const NOBODYS = '00000000-0000-4000-8000-000000000000';

interface CallParts {
  readonly official: TestClient;
  readonly screen: TestClient;
  readonly node: RegisteredNode;
}

/** A bureau in which calls can be made: a mediator, the screen of the first station, a registered media node. */
export class CallBureau extends Bureau {
  private parts: CallParts | null = null;

  override async open(): Promise<void> {
    await super.open();
    this.parts = {
      official: await asStaff(this.app, this.county.mediator.staffId),
      screen: await asDevice(this.app, this.county.stations[0].deviceId),
      node: await registerNode(this.app),
    };
  }

  override async close(): Promise<void> {
    await this.parts?.node.stop();
    this.parts = null;
    await super.close();
  }

  get official(): TestClient {
    return this.part('official');
  }

  get screen(): TestClient {
    return this.part('screen');
  }

  get node(): RegisteredNode {
    return this.part('node');
  }

  /** A dispute whose both parties sit in their rooms, and its session opened by its official. */
  async waitingDispute(): Promise<{ request: RequestView; session: SessionView }> {
    const request = await book(this.clerk, dispute(this.county, { channel: 'phone' }), onTuesday('10:00'));
    await sitDown(this.app, this.county.stations[0], request.parties[0]);
    await sitDown(this.app, this.county.stations[1], request.parties[1]);
    const { body } = await this.official.post<SessionView>(`/api/appointments/${request.appointment?.id}/session`);
    return { request, session: body };
  }

  async sessionRow(id: string) {
    const [row] = await this.database.query<{
      started_at: Date | null;
      ended_at: Date | null;
      media_node_id: string | null;
    }>('SELECT started_at, ended_at, media_node_id FROM session WHERE id = $1', [id]);
    return row;
  }

  /** Shows that nothing changed, and says how it was refused. */
  refused(work: Parameters<typeof refusedBy>[1]): Promise<Refused> {
    return refusedBy(this.app, work);
  }

  private part<Name extends keyof CallParts>(name: Name): CallParts[Name] {
    if (!this.parts) throw new Error(`The bureau has no ${name} yet.`);
    return this.parts[name];
  }
}

export function freshCallBureau(): CallBureau {
  const bureau = new CallBureau({});
  beforeEach(() => bureau.open());
  afterEach(() => bureau.close());
  return bureau;
}
