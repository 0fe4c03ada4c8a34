import { SetMetadata, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Role } from '@domain/people';
import type { Request } from 'express';
import type { Actor } from './actor';

/** Who may knock at a route at all. What they may do inside is decided by the service's policy. */
/** `signed`: another program, without cookie or header of a page; the route checks its signature. */
export type Admission = Role | 'anyStaff' | 'resident' | 'device' | 'anyone' | 'signed';
export const ALLOWED = 'allowed';

/** Every route names who may call it; a route without this is refused to all. */
export const Allow = (...admissions: [Admission, ...Admission[]]) => SetMetadata(ALLOWED, admissions);

export interface ActingRequest extends Request {
  actor: Actor;
  correlationId: string;
}

/** The actor that the cookie stands for. */
export const CurrentActor = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Actor => context.switchToHttp().getRequest<ActingRequest>().actor,
);
