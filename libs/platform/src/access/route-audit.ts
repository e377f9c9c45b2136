import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { METHOD_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { getMetadataStorage } from 'class-validator';
import { ACCESS_RULE, type AccessRule, PUBLIC } from './access.ts';
import { NamedThings } from './named-things.ts';
import { ScopeChecks } from './scope-checks.ts';

/**
 * Refuses to start a server with a route that does not say who may call it, that names an unknown scope, or whose
 * query takes an id of something that nobody looks up.
 */
@Injectable()
export class RouteAudit implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
    private readonly scopes: ScopeChecks,
    private readonly named: NamedThings,
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
        const faults = [...this.#faults(rule), ...this.#faultsOfQuery(metatype, prototype, name)];
        return faults.map((fault) => `${metatype.name}.${name} ${fault}`);
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

  #faultsOfQuery(controller: object, prototype: object, name: string): string[] {
    return idsInQuery(controller, prototype, name)
      .filter((field) => !this.named.has(field))
      .map((field) => `takes ${field} in its query, which nobody looks up`);
  }
}

/** The fields of a route's query class that must be UUIDs. */
function idsInQuery(controller: object, prototype: object, name: string): string[] {
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<
    string,
    { readonly index: number }
  >;
  const types = (Reflect.getMetadata('design:paramtypes', prototype, name) ?? []) as unknown[];
  return Object.entries(args)
    .filter(([key]) => key.startsWith(`${RouteParamtypes.QUERY}:`))
    .map(([, { index }]) => types[index])
    .filter((type) => typeof type === 'function')
    .flatMap((type) => getMetadataStorage().getTargetValidationMetadatas(type, '', false, false))
    .filter((rule) => rule.name === 'isUuid')
    .map((rule) => rule.propertyName);
}
