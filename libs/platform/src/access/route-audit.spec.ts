import { describe, expect, it } from '@jest/globals';
import { Controller, Get, Query, type Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { edgeOptions, httpAdapter } from '../http/edge.ts';
import { IsUUID } from 'class-validator';
import { Access, Public } from './access.ts';
import { NamedThings } from './named-things.ts';
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

class ByGroup {
  @IsUUID()
  groupId!: string;
}

@Controller('d')
class Filtered {
  @Access({ head: 'school' })
  @Get()
  get(@Query() _: ByGroup): void {}
}

const start = async (controllers: Type[], scopes: string[], fields: string[] = []): Promise<void> => {
  const checks = new ScopeChecks();
  for (const scope of scopes) checks.register(scope, async () => true);
  const named = new NamedThings();
  for (const field of fields) named.register(field, field, async () => true);
  const testing = await Test.createTestingModule({
    imports: [DiscoveryModule],
    controllers,
    providers: [
      RouteAudit,
      { provide: ScopeChecks, useValue: checks },
      { provide: NamedThings, useValue: named },
    ],
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

  it('does not start with a query for something that nobody looks up', async () => {
    await expect(start([Filtered], [], ['groupId'])).resolves.toBeUndefined();
    await expect(start([Filtered], [])).rejects.toThrow(
      'Filtered.get takes groupId in its query, which nobody looks up',
    );
  });
});
