import { randomUUID } from 'node:crypto';
import { DomainError } from '@domain/errors';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ANONYMOUS, type Actor } from '../common/actor';
import { ALLOWED, type ActingRequest, type Admission } from '../common/allow';
import { correlationId } from '../common/correlation';
import { SignIns } from './sign-ins';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Denied by default: a route without @Allow() is refused to everybody. Writes must carry the
 * `X-Requested-With` header, which another site's page cannot set without our consent; with the
 * SameSite=Strict cookie that is the defence against cross-site requests.
 */
@Injectable()
export class ActorGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly signIns: SignIns,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<ActingRequest>();
    request.correlationId = correlationId() === 'none' ? randomUUID() : correlationId();
    const allowed = this.reflector.getAllAndOverride<Admission[] | undefined>(ALLOWED, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!allowed) throw new DomainError('NOT_ALLOWED');
    if (allowed.includes('signed')) {
      request.actor = ANONYMOUS;
      return true;
    }
    if (!READS.has(request.method) && request.header('x-requested-with') !== 'video-home')
      throw new DomainError('ORIGIN_REFUSED');
    request.actor = await this.signIns.actorOf(
      request.headers.cookie,
      preferredKind(allowed, request.header('x-acting-as')),
    );
    if (!admits(allowed, request.actor)) {
      throw new DomainError(request.actor.kind === 'anonymous' ? 'SIGN_IN_REQUIRED' : 'NOT_ALLOWED');
    }
    return true;
  }
}

/** A route for one kind of actor reads that kind's cookie, whatever else the browser holds. */
function preferredKind(allowed: readonly Admission[], actingAs: string | undefined): string | undefined {
  if (actingAs) return actingAs;
  const only = allowed.length === 1 ? allowed[0] : undefined;
  return only === 'device' || only === 'resident' ? only : undefined;
}

function admits(allowed: readonly Admission[], actor: Actor): boolean {
  if (allowed.includes('anyone')) return true;
  if (actor.kind === 'staff') return allowed.includes('anyStaff') || allowed.includes(actor.role);
  return (actor.kind === 'resident' || actor.kind === 'device') && allowed.includes(actor.kind);
}
