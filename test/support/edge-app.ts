import type { AddressInfo } from 'node:net';
import { Body, Controller, Get, Module, Param, Post, Put, Query } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { Type } from 'class-transformer';
import { IsInt, IsString, IsUUID, ValidateNested } from 'class-validator';
import request from 'supertest';
import {
  AppendTooLarge,
  AppendUncertain,
  CommandReused,
  StoreUnavailable,
  WrongRevision,
} from '#event-store';
import { type CommandContext, newId, Refused } from '#kernel';
import { Access, EVERYONE, Public } from '../../libs/platform/src/access/access.ts';
import { Fingerprints } from '../../libs/platform/src/access/fingerprints.ts';
import { AccessGuard } from '../../libs/platform/src/access/guard.ts';
import { NamedThings } from '../../libs/platform/src/access/named-things.ts';
import { Authenticator, type Principal } from '../../libs/platform/src/access/principal.ts';
import { ScopeChecks } from '../../libs/platform/src/access/scope-checks.ts';
import { Metrics } from '../../libs/platform/src/metrics/metrics.ts';
import { edgeOptions, httpAdapter, openEdge } from '../../libs/platform/src/http/edge.ts';
import { IdPipe } from '../../libs/platform/src/http/id.pipe.ts';
import { ProblemFilter } from '../../libs/platform/src/http/problem.filter.ts';
import { ActingRole, Context, CurrentPrincipal } from '../../libs/platform/src/http/request.ts';
import { RouteTable } from '../../libs/platform/src/http/route-table.ts';
import { IsLocalDate } from '../../libs/platform/src/http/rules.ts';
import { RequestPipe } from '../../libs/platform/src/http/validation.pipe.ts';

export const LESSON = '0b0c1d2e-3f40-4a5b-8c6d-7e8f90a1b2c3';
export const GROUP = '1b0c1d2e-3f40-4a5b-8c6d-7e8f90a1b2c3';

class LessonsQuery {
  @IsUUID()
  groupId!: string;
}

class Entry {
  @IsInt()
  value!: number;
}

class Entries {
  @IsLocalDate()
  date!: string;
  @IsString()
  note!: string;
  @ValidateNested({ each: true })
  @Type(() => Entry)
  entries!: Entry[];
}

const thrown: Record<string, () => Error> = {
  refused: () =>
    new Refused('changed-meanwhile', 'Another mark stands now.', { status: 412, current: 5, status2: 1 }),
  reused: () => new CommandReused('s', 'c'),
  wrong: () => new WrongRevision('s', 1, 2),
  large: () => new AppendTooLarge(2, 1),
  away: () => new StoreUnavailable('mongodb://user:secret@host'),
  uncertain: () => new AppendUncertain('?'),
  bug: () => new TypeError('cannot read properties of secret'),
};

@Controller()
class Routes {
  @Public()
  @Get('open')
  open(): string {
    return 'open';
  }

  @Public()
  @Post('failures/:kind')
  fail(@Param('kind') kind: string): void {
    throw thrown[kind]!();
  }

  @Access({ teacher: 'own-lesson', 'deputy-head': 'school' })
  @Get('lessons/:lessonId')
  lesson(@Param('lessonId', IdPipe) lessonId: string, @ActingRole() role: string): object {
    return { lessonId, role };
  }

  @Access({ teacher: 'own-lesson', 'deputy-head': 'school' })
  @Get('lessons')
  lessons(@Query() query: LessonsQuery): LessonsQuery {
    return query;
  }

  @Access({ teacher: 'own-lesson', 'deputy-head': 'school' })
  @Put('lessons/:lessonId/entries')
  enter(
    @Param('lessonId', IdPipe) _: string,
    @Body() body: Entries,
    @Context() context: CommandContext,
  ): object {
    return { context, transformed: body.entries[0] instanceof Entry };
  }

  @Access(EVERYONE)
  @Get('who')
  who(@CurrentPrincipal() principal: Principal): Principal {
    return principal;
  }
}

const principal: Principal = {
  schoolId: 'school-1',
  accountId: 'account-1',
  personId: 'person-1',
  roles: ['parent', 'teacher', 'deputy-head'],
  sessionId: 'session-1',
};

class Doorman extends Authenticator {
  roles = principal.roles;
  async authenticate(token: string): Promise<Principal | null> {
    return token === 'good' ? { ...principal, roles: this.roles } : null;
  }
}

/** A server of a few routes behind the edge. Who is signed in as `good` and what is theirs, tests may change. */
export class EdgeApp {
  readonly doorman = new Doorman();
  ownLesson: () => Promise<boolean> = async () => true;
  app!: NestFastifyApplication;

  static async start(): Promise<EdgeApp> {
    const test = new EdgeApp();
    const scopes = new ScopeChecks();
    scopes.register('own-lesson', () => test.ownLesson());
    const named = new NamedThings();
    named.register('groupId', 'group', async (_, id) => id === GROUP);
    @Module({
      imports: [DiscoveryModule],
      controllers: [Routes],
      providers: [
        RouteTable,
        Metrics,
        { provide: Authenticator, useValue: test.doorman },
        { provide: ScopeChecks, useValue: scopes },
        { provide: NamedThings, useValue: named },
        { provide: Fingerprints, useValue: new Fingerprints(new Uint8Array(32)) },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: RequestPipe },
      ],
    })
    class Product {}
    const testing = await Test.createTestingModule({ imports: [Product] }).compile();
    testing.useLogger(false);
    test.app = testing.createNestApplication(httpAdapter({ trustedProxies: [] }), edgeOptions);
    await openEdge(test.app);
    await test.app.listen(0, '127.0.0.1');
    return test;
  }

  get port(): number {
    return (this.app.getHttpServer().address() as AddressInfo).port;
  }

  close(): Promise<void> {
    return this.app.close();
  }

  http(): ReturnType<typeof request> {
    return request(this.app.getHttpServer());
  }

  /** A command of somebody who is signed in. @param key null: without an Idempotency-Key */
  put(body: object | string, key: string | null = newId()): request.Test {
    const call = this.http()
      .put(`/api/v1/lessons/${LESSON}/entries`)
      .set('authorization', 'Bearer good')
      .type('json');
    return (key === null ? call : call.set('idempotency-key', key)).send(body);
  }
}

/** A body that breaks no rule. */
export const entries = { date: '2026-09-01', note: '', entries: [{ value: 5 }] };
