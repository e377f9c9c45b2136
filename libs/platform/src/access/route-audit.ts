import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ACCESS_RULE, type AccessRule, PUBLIC } from './access.ts';
import { ScopeChecks } from './scope-checks.ts';

/** Refuses to start a server with a route that does not say who may call it, or that names an unknown scope. */
@Injectable()
export class RouteAudit implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
    private readonly scopes: ScopeChecks,
  ) {}

  /** @throws Error that names every such route */
  onApplicationBootstrap(): void {
    const wrong = this.discovery.getControllers().flatMap(({ metatype, instance }) => {
      const prototype: unknown = instance && Object.getPrototypeOf(instance);
      if (!metatype || typeof prototype !== 'object' || prototype === null) return [];
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
        const handler: unknown = (prototype as Record<string, unknown>)[name];
        if (typeof handler !== 'function' || Reflect.getMetadata(METHOD_METADATA, handler) === undefined)
          return [];
        const rule = this.reflector.getAllAndOverride<AccessRule | typeof PUBLIC | undefined>(ACCESS_RULE, [
          handler,
          metatype,
        ]);
        return this.#faults(rule).map((fault) => `${metatype.name}.${name} ${fault}`);
      });
    });
    if (wrong.length > 0) throw new Error(`Routes that may not be served:\n  ${wrong.join('\n  ')}`);
  }

  #faults(rule: AccessRule | typeof PUBLIC | undefined): string[] {
    if (rule === undefined) return ['has neither @Access nor @Public'];
    if (rule === PUBLIC) return [];
    return [...new Set(Object.values(rule))]
      .filter((scope) => scope !== 'school' && !this.scopes.has(scope))
      .map((scope) => `names the scope ${scope}, which nobody registered`);
  }
}
