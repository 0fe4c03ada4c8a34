import { started } from './bureau';
import { DisputeBureau } from './dispute-bureau';
import { refusedBy, type Refused } from './refused';
import { registerNode, type RegisteredNode } from './visits';

/** A well-formed id that belongs to nothing. */
export const NOBODYS = '00000000-0000-4000-8000-000000000000';

/** A bureau in which calls can be made: its media node is registered, and carries no media. */
export class CallBureau extends DisputeBureau {
  private registered: RegisteredNode | null = null;

  override async open(): Promise<void> {
    await super.open();
    this.registered = await registerNode(this.app);
  }

  override async close(): Promise<void> {
    await this.registered?.stop();
    this.registered = null;
    await super.close();
  }

  get node(): RegisteredNode {
    return started(this.registered);
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
}

export function freshCallBureau(): CallBureau {
  const bureau = new CallBureau({});
  beforeEach(() => bureau.open());
  afterEach(() => bureau.close());
  return bureau;
}
