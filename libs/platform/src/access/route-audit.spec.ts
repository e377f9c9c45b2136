import { describe, expect, it } from '@jest/globals';
import { Controller, Get, type Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { edgeOptions, httpAdapter } from '../http/edge.ts';
import { Access, Public } from './access.ts';
import { RouteAudit } from './route-audit.ts';
import { ScopeChecks } from './scope-checks.ts';

@Controller('a')
class Guarded {
  @Access({ teacher: 'own-lesson', head: 'school' })
  @Get()
  get(): void {}
  @Public()
  @Get('open')
  open(): void {}
  /** No route. */
  helper(): void {}
}

@Controller('b')
class Forgotten {
  @Get()
  get(): void {}
}

@Controller('c')
@Access({ head: 'school' })
class GuardedAsAWhole {
  @Get()
  get(): void {}
}

const start = async (controllers: Type[], scopes: string[]): Promise<void> => {
  const checks = new ScopeChecks();
  for (const scope of scopes) checks.register(scope, async () => true);
  const testing = await Test.createTestingModule({
    imports: [DiscoveryModule],
    controllers,
    providers: [RouteAudit, { provide: ScopeChecks, useValue: checks }],
  }).compile();
  testing.useLogger(false);
  await testing.createNestApplication(httpAdapter({ trustedProxies: [] }), edgeOptions).init();
};

describe('a server', () => {
  it('starts when every route says who may call it', () =>
    expect(start([Guarded, GuardedAsAWhole], ['own-lesson'])).resolves.toBeUndefined());

  it('does not start with a route that does not', () =>
    expect(start([Guarded, Forgotten], ['own-lesson'])).rejects.toThrow(
      'Forgotten.get has neither @Access nor @Public',
    ));

  it('does not start with a scope that nobody checks', () =>
    expect(start([Guarded], [])).rejects.toThrow('Guarded.get names the scope own-lesson'));
});
