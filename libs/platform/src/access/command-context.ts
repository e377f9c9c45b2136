import type { FastifyRequest } from 'fastify';
import { type CommandContext, instant, isId } from '#kernel';
import { isInstantText } from '../http/rules.ts';
import { invalidRequest } from '../http/validation.pipe.ts';
import type { SignInRole } from './access.ts';
import type { Fingerprints } from './fingerprints.ts';
import type { Principal } from './principal.ts';

/**
 * What the headers of a request say about its command.
 * @throws Refused 400 that names the header
 */
export function commandContextOf(
  request: FastifyRequest,
  principal: Principal,
  role: SignInRole,
  fingerprints: Fingerprints,
): CommandContext {
  const commandId = commandIdOf(request);
  const claimedAt = claimedAtOf(request);
  const { schoolId, accountId, personId, sessionId } = principal;
  return {
    schoolId,
    actor: { accountId, ...(personId === null ? {} : { personId }), role, sessionId },
    commandId,
    fingerprint: fingerprints.of({
      method: request.method,
      route: request.routeOptions.url ?? request.url,
      params: request.params,
      query: request.query,
      body: request.body,
    }),
    correlationId: correlationIdOf(request) ?? commandId,
    causationId: commandId,
    ...(claimedAt === null ? {} : { claimedAt }),
  };
}

function commandIdOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (isId(key)) return key.toLowerCase();
  throw invalidHeader(
    'Idempotency-Key',
    key === undefined ? 'isDefined' : 'isUuid',
    'The header Idempotency-Key must hold a UUID made for this command; the same key again does nothing twice',
  );
}

function claimedAtOf(request: FastifyRequest): string | null {
  const claimed = request.headers['claimed-at'];
  if (claimed === undefined) return null;
  if (isInstantText(claimed)) return instant(Date.parse(claimed));
  throw invalidHeader(
    'Claimed-At',
    'isInstant',
    'The header Claimed-At must hold an ISO 8601 instant with an offset',
  );
}

function correlationIdOf(request: FastifyRequest): string | null {
  const id = request.headers['x-correlation-id'];
  if (id === undefined) return null;
  if (typeof id === 'string' && /^[\w.-]{1,64}$/.test(id)) return id;
  throw invalidHeader(
    'X-Correlation-Id',
    'isCorrelationId',
    'The header X-Correlation-Id must hold 1 to 64 letters, digits, dots, dashes or underscores',
  );
}

const invalidHeader = (field: string, rule: string, detail: string) =>
  invalidRequest([{ field, rule, detail }]);
