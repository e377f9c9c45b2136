export {
  Access,
  type AccessRule,
  EVERYONE,
  Public,
  type Scope,
  type SignInRole,
  Unattended,
} from './access/access.ts';
export { FailureDelays } from './access/failure-delays.ts';
export { Fingerprints } from './access/fingerprints.ts';
export { AccessGuard } from './access/guard.ts';
export { NamedThings } from './access/named-things.ts';
export { Authenticator, type Principal } from './access/principal.ts';
export { RouteAudit } from './access/route-audit.ts';
export { type ScopeCheck, ScopeChecks, type ScopeSubject } from './access/scope-checks.ts';
export {
  clearSessionCookie,
  SESSION_COOKIE,
  sessionTokenOf,
  setSessionCookie,
} from './access/session-token.ts';
export type { Change } from './changes/change-stream.ts';
export { Changes } from './changes/changes.ts';
export { Config, ConfigError, type ProcessRole } from './config/config.ts';
export {
  Criteria,
  type CriteriaFigures,
  type CriteriaQuestion,
  type CriterionFigure,
  type KindFigures,
} from './directory/criteria.ts';
export {
  Directory,
  type GroupCard,
  type PersonName,
  type RegisterCard,
  type SubjectCard,
} from './directory/directory.ts';
export { Health, type HealthReport, type HealthSource, type HealthStatus } from './health/health.ts';
export { answerOf, CommandAnswer } from './http/command-answer.ts';
export { API_PREFIX, edgeOptions, httpAdapter, openEdge } from './http/edge.ts';
export { fileBody, TakesFile } from './http/file-body.ts';
export { IdPipe } from './http/id.pipe.ts';
export { ProblemFilter } from './http/problem.filter.ts';
export { Reader, type ReadFrom, type ReadOptions } from './http/reader.ts';
export { ActingRole, Context, CurrentPrincipal } from './http/request.ts';
export { RouteTable } from './http/route-table.ts';
export { IsInstant, IsLocalDate, IsLocalTime } from './http/rules.ts';
export { invalidRequest, RequestPipe } from './http/validation.pipe.ts';
export { PinoLogger } from './logging/pino-logger.ts';
export { MeasuredEventStore } from './metrics/measured-event-store.ts';
export { Metrics } from './metrics/metrics.ts';
export { PlatformModule } from './platform.module.ts';
export { InjectClock, InjectEventStore, tokens } from './tokens.ts';
export { KeyEncryptionKey } from './vault/key-encryption-key.ts';
export { keyEncryptionKeyOf, openVault } from './vault/open-vault.ts';
export { Seals } from './vault/seals.ts';
export { SqliteVault } from './vault/sqlite/sqlite-vault.ts';
export { SubjectKeys } from './vault/subject-keys.ts';
export {
  type AccountRef,
  type Credential,
  INSTALLATION,
  type KeyRef,
  type StoredCode,
  type StoredSession,
  Vault,
  VaultUnavailable,
} from './vault/vault.ts';
export { VaultSeals } from './vault/vault-seals.ts';
