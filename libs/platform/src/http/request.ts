import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { CommandContext } from '#kernel';
import type { SignInRole } from '../access/access.ts';
import type { Principal } from '../access/principal.ts';

/** What the guard leaves on a request that it let through. */
export interface GuardedRequest extends FastifyRequest {
  principal?: Principal;
  /** The role by which access was given: it goes into the events' envelope. */
  actingRole?: SignInRole;
  /** Made by the guard from the Idempotency-Key header for routes that change something. */
  commandContext?: CommandContext;
}

/** The signed-in principal, as a parameter of a guarded route. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<GuardedRequest>();
  if (!principal) throw new Error('CurrentPrincipal stands on a route without a guard');
  return principal;
});

/**
 * The command's envelope half, as a parameter of a guarded route that changes something: commandId from the
 * header `Idempotency-Key` (a UUID, required), claimedAt from `Claimed-At`, fingerprint over method, route,
 * parameters and body.
 */
export const Context = createParamDecorator((_: unknown, context: ExecutionContext): CommandContext => {
  const { commandContext } = context.switchToHttp().getRequest<GuardedRequest>();
  if (!commandContext) throw new Error('Context stands on a route that has no command');
  return commandContext;
});

/** The role by which the guard let the request through. */
export const ActingRole = createParamDecorator((_: unknown, context: ExecutionContext): SignInRole => {
  const { actingRole } = context.switchToHttp().getRequest<GuardedRequest>();
  if (!actingRole) throw new Error('ActingRole stands on a route without a guard');
  return actingRole;
});
