import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import type { Clock } from '#kernel';
import { Fingerprints } from './access/fingerprints.ts';
import { AccessGuard } from './access/guard.ts';
import { NamedThings } from './access/named-things.ts';
import { RouteAudit } from './access/route-audit.ts';
import { ScopeChecks } from './access/scope-checks.ts';
import { Changes } from './changes/changes.ts';
import { ChangesRoute } from './changes/changes.route.ts';
import { Config } from './config/config.ts';
import { Health } from './health/health.ts';
import { HealthRoute } from './health/health.route.ts';
import { ProblemFilter } from './http/problem.filter.ts';
import { RouteTable } from './http/route-table.ts';
import { RequestPipe } from './http/validation.pipe.ts';
import { Metrics } from './metrics/metrics.ts';
import { MetricsRoute } from './metrics/metrics.route.ts';
import { tokens } from './tokens.ts';
import { KeyEncryptionKey } from './vault/key-encryption-key.ts';
import { keyEncryptionKeyOf, openVault } from './vault/open-vault.ts';
import { Seals } from './vault/seals.ts';
import { SubjectKeys } from './vault/subject-keys.ts';
import { Vault } from './vault/vault.ts';
import { VaultKeeper } from './vault/vault-keeper.ts';
import { VaultSeals } from './vault/vault-seals.ts';

const shared = [
  Config,
  Metrics,
  Health,
  Changes,
  ScopeChecks,
  NamedThings,
  RouteTable,
  Fingerprints,
  Vault,
  SubjectKeys,
];

/**
 * What every process stands on. Wants the clock and an `Authenticator` from global modules of the composition
 * root; gives everything in `shared`, `Seals` and `VaultSeals` to all.
 */
@Module({})
export class PlatformModule {
  /** @param metrics given by a composition root that measures its stores with the same ones */
  static with(config: Config, metrics = new Metrics()): DynamicModule {
    metrics.watchProcess();
    return {
      module: PlatformModule,
      global: true,
      imports: [DiscoveryModule],
      controllers: [HealthRoute, MetricsRoute, ChangesRoute],
      providers: [
        { provide: Config, useValue: config },
        { provide: Metrics, useValue: metrics },
        Health,
        Changes,
        ScopeChecks,
        NamedThings,
        RouteTable,
        RouteAudit,
        { provide: KeyEncryptionKey, useFactory: () => keyEncryptionKeyOf(config) },
        // After the key: whether a key may be made depends on whether there is a vault yet.
        { provide: Vault, inject: [KeyEncryptionKey], useFactory: () => openVault(config) },
        {
          provide: SubjectKeys,
          inject: [Vault, KeyEncryptionKey, tokens.clock],
          useFactory: (vault: Vault, key: KeyEncryptionKey, clock: Clock) =>
            SubjectKeys.open(vault, key, clock),
        },
        {
          provide: Fingerprints,
          inject: [SubjectKeys],
          useFactory: async (keys: SubjectKeys) =>
            new Fingerprints(await keys.ofInstallation('fingerprints')),
        },
        VaultKeeper,
        VaultSeals,
        { provide: Seals, useExisting: VaultSeals },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: RequestPipe },
      ],
      exports: [...shared, Seals, VaultSeals],
    };
  }
}
