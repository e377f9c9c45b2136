export { Access, type AccessRule, EVERYONE, Public, type Scope, type SignInRole } from './access/access.ts';
export { Authenticator, type Principal } from './access/principal.ts';
export {
  Directory,
  type GroupCard,
  type PersonName,
  type RegisterCard,
  type SubjectCard,
} from './directory/directory.ts';
export { type ScopeCheck, ScopeChecks, type ScopeSubject } from './access/scope-checks.ts';
export { answerOf, CommandAnswer } from './http/command-answer.ts';
export { Reader, type ReadFrom, type ReadOptions } from './http/reader.ts';
export { ActingRole, Context, CurrentPrincipal } from './http/request.ts';
export { InjectClock, InjectEventStore, tokens } from './tokens.ts';
export { Seals } from './vault/seals.ts';
