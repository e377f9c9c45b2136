export {
  Access,
  type AccessRule,
  EVERYONE,
  Public,
  type Scope,
  type SignInRole,
  Unattended,
} from './access/access.ts';
export { Authenticator, type Principal } from './access/principal.ts';
export {
  Directory,
  type GroupCard,
  type PersonName,
  type RegisterCard,
  type SubjectCard,
} from './directory/directory.ts';
export { type ScopeCheck, ScopeChecks, type ScopeSubject } from './access/scope-checks.ts';
export { Fingerprints } from './access/fingerprints.ts';
export { AccessGuard } from './access/guard.ts';
export { RouteAudit } from './access/route-audit.ts';
export {
  clearSessionCookie,
  SESSION_COOKIE,
  sessionTokenOf,
  setSessionCookie,
} from './access/session-token.ts';
export { IdPipe } from './http/id.pipe.ts';
export { ProblemFilter } from './http/problem.filter.ts';
export { RouteTable } from './http/route-table.ts';
export { IsInstant, IsLocalDate, IsLocalTime } from './http/rules.ts';
export { invalidRequest, RequestPipe } from './http/validation.pipe.ts';
export { answerOf, CommandAnswer } from './http/command-answer.ts';
export { Reader, type ReadFrom, type ReadOptions } from './http/reader.ts';
export { ActingRole, Context, CurrentPrincipal } from './http/request.ts';
export { InjectClock, InjectEventStore, tokens } from './tokens.ts';
export { Seals } from './vault/seals.ts';
