import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Refused, roles } from '#kernel';
import type { GuardedRequest } from '../http/request.ts';
import { ACCESS_RULE, type AccessRule, PUBLIC, type SignInRole, UNATTENDED } from './access.ts';
import { commandContextOf } from './command-context.ts';
import { Fingerprints } from './fingerprints.ts';
import { NamedThings } from './named-things.ts';
import { Authenticator, type Principal } from './principal.ts';
import { ScopeChecks, type ScopeSubject } from './scope-checks.ts';
import { sessionTokenOf } from './session-token.ts';

/** Stands before every route: who is it, by which of their roles may they, and what command is it. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly scopes: ScopeChecks,
    private readonly named: NamedThings,
    private readonly fingerprints: Fingerprints,
  ) {}

  /** @throws Refused 401, 403, 400 (headers), 404 for what the path or the query names and the school does not have */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const rule = this.reflector.getAllAndOverride<AccessRule | typeof PUBLIC | undefined>(
      ACCESS_RULE,
      targets,
    );
    if (rule === PUBLIC) return true;
    if (rule === undefined)
      throw new Error(`${context.getClass().name} has a route that says nobody may call it`);
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    const unattended = this.reflector.getAllAndOverride<boolean | undefined>(UNATTENDED, targets) ?? false;
    const principal = await this.#principalOf(request, unattended);
    const role = await this.#actingRole(principal, rule, request);
    request.principal = principal;
    request.actingRole = role;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      request.commandContext = commandContextOf(request, principal, role, this.fingerprints);
    }
    return true;
  }

  async #principalOf(request: GuardedRequest, unattended: boolean): Promise<Principal> {
    const token = sessionTokenOf(request);
    const principal = token === null ? null : await this.authenticator.authenticate(token, { unattended });
    if (principal) return principal;
    throw new Refused(
      'not-signed-in',
      token === null ? 'Sign in first.' : 'This session has ended. Sign in again.',
      { status: 401 },
    );
  }

  /** The first of the account's roles, in the kernel's order, that the rule names and whose scope holds. */
  async #actingRole(principal: Principal, rule: AccessRule, request: GuardedRequest): Promise<SignInRole> {
    const subject: ScopeSubject = {
      params: (request.params ?? {}) as Record<string, string>,
      query: (request.query ?? {}) as Record<string, unknown>,
      body: request.body,
    };
    const named = signInRoles.filter((role) => rule[role] !== undefined && principal.roles.includes(role));
    if (named.length === 0) {
      throw new Refused('forbidden', 'None of your roles may do this.', { status: 403 });
    }
    await this.named.require(principal.schoolId, { ...subject.query, ...subject.params });
    for (const role of named) {
      const scope = rule[role]!;
      if (scope === 'school' || (await this.scopes.get(scope)(principal, subject))) return role;
    }
    throw new Refused('out-of-scope', 'This is not one of yours.', { status: 403 });
  }
}

const signInRoles = roles.filter((role) => role !== 'system');
