import type { CallEvent } from '@contracts/media/control';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SYSTEM } from '../common/actor';
import { Audit } from '../common/audit';

/**
 * Writes down who was refused at the door of a call, or for a message beyond their ticket. It is no part
 * of the session's story: whoever holds no valid ticket may claim any call, also one that never was.
 */
@Injectable()
export class CallRefusals {
  constructor(
    private readonly source: DataSource,
    private readonly audit: Audit,
  ) {}

  /** Node and number are in the row, so that one told twice is known for what it is. */
  async write(event: Extract<CallEvent, { kind: 'refused' }>): Promise<void> {
    const { callId, nodeId, sequence, at, seat, code, message, leftOut = 0 } = event;
    await this.source.transaction((manager) =>
      this.audit.write(manager, SYSTEM, {
        action: 'call.refused',
        subjectKind: 'session',
        subjectId: callId,
        detail: { seat, code, message, leftOut, nodeId, sequence, at },
      }),
    );
  }
}
