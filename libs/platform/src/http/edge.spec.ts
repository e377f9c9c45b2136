import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Module, Param, Post, Put } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { Type } from 'class-transformer';
import { IsInt, IsString, ValidateNested } from 'class-validator';
import request from 'supertest';
import {
  AppendTooLarge,
  AppendUncertain,
  CommandReused,
  StoreUnavailable,
  WrongRevision,
} from '#event-store';
import { type CommandContext, newId, notFound, Refused } from '#kernel';
import { Access, EVERYONE, Public } from '../access/access.ts';
import { Fingerprints } from '../access/fingerprints.ts';
import { AccessGuard } from '../access/guard.ts';
import { Authenticator, type Principal } from '../access/principal.ts';
import { ScopeChecks } from '../access/scope-checks.ts';
import { Metrics } from '../metrics/metrics.ts';
import { edgeOptions, httpAdapter, openEdge } from './edge.ts';
import { IdPipe } from './id.pipe.ts';
import { ProblemFilter } from './problem.filter.ts';
import { ActingRole, Context, CurrentPrincipal } from './request.ts';
import { RouteTable } from './route-table.ts';
import { IsLocalDate } from './rules.ts';
import { RequestPipe } from './validation.pipe.ts';

const LESSON = '0b0c1d2e-3f40-4a5b-8c6d-7e8f90a1b2c3';

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

describe('the edge', () => {
  let app: NestFastifyApplication;
  const doorman = new Doorman();
  const scopes = new ScopeChecks();
  let ownLesson: () => Promise<boolean>;

  beforeAll(async () => {
    scopes.register('own-lesson', () => ownLesson());
    @Module({
      imports: [DiscoveryModule],
      controllers: [Routes],
      providers: [
        RouteTable,
        Metrics,
        { provide: Authenticator, useValue: doorman },
        { provide: ScopeChecks, useValue: scopes },
        { provide: Fingerprints, useValue: new Fingerprints(new Uint8Array(32)) },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: RequestPipe },
      ],
    })
    class Product {}
    const testing = await Test.createTestingModule({ imports: [Product] }).compile();
    testing.useLogger(false);
    app = testing.createNestApplication(httpAdapter({ trustedProxies: [] }), edgeOptions);
    await openEdge(app);
    await app.listen(0, '127.0.0.1');
  });
  afterAll(() => app.close());
  beforeEach(() => {
    doorman.roles = principal.roles;
    ownLesson = async () => true;
  });

  const http = () => request(app.getHttpServer());
  const lesson = `/api/v1/lessons/${LESSON}`;
  const put = (body: object | string, key: string | null = newId()) => {
    const call = http().put(`${lesson}/entries`).set('authorization', 'Bearer good').type('json');
    return (key === null ? call : call.set('idempotency-key', key)).send(body);
  };
  const entries = { date: '2026-09-01', note: '', entries: [{ value: 5 }] };

  describe('problems', () => {
    const fail = (kind: string) => http().post(`/api/v1/failures/${kind}`);

    it('tells a refusal with its code, its detail and what it carries', async () => {
      const answer = await fail('refused')
        .expect(412)
        .expect('content-type', /application\/problem\+json/);
      expect(answer.body).toEqual({
        type: '/problems/changed-meanwhile',
        title: 'Changed meanwhile',
        status: 412,
        detail: 'Another mark stands now.',
        current: 5,
        status2: 1,
      });
    });

    it.each([
      ['reused', 422, 'idempotency-key-reused', undefined],
      ['wrong', 409, 'busy', '1'],
      ['large', 413, 'too-much-at-once', undefined],
      ['away', 503, 'unavailable', '1'],
      ['uncertain', 503, 'outcome-unknown', '1'],
    ])('answers %s with %i %s', async (kind, status, code, retryAfter) => {
      const answer = await fail(kind).expect(status);
      expect(answer.body.type).toBe(`/problems/${code}`);
      expect(answer.headers['retry-after']).toBe(retryAfter);
      expect(answer.text).not.toContain('secret');
    });

    it('tells nothing of a mistake of ours but an id to ask about', async () => {
      const answer = await fail('bug').expect(500);
      expect(answer.text).not.toContain('secret');
      expect(answer.body).toMatchObject({ type: '/problems/internal', correlationId: expect.any(String) });
    });

    it('tells a wrong address from a wrong method', async () => {
      const nowhere = await http().get('/api/v1/nowhere').expect(404);
      expect(nowhere.body.type).toBe('/problems/unknown-route');
      const wrong = await http().delete('/api/v1/open').expect(405).expect('allow', 'GET, HEAD');
      expect(wrong.body.type).toBe('/problems/method-not-allowed');
      await http().get('/').expect(404);
    });

    it.each([
      ['malformed JSON', '{"date":', 'application/json', 400, 'malformed-json'],
      ['a poisoned prototype', '{"__proto__":{}}', 'application/json', 400, null],
      ['a body that is no JSON', 'a=b', 'application/x-www-form-urlencoded', 415, 'wrong-content-type'],
      ['plain text', 'hello', 'text/plain', 415, 'wrong-content-type'],
      ['a huge body', JSON.stringify('x'.repeat(3_000_000)), 'application/json', 413, 'body-too-large'],
    ])('refuses %s', async (_, body, type, status, code) => {
      const answer = await http()
        .post('/api/v1/failures/refused')
        .set('content-type', type)
        .send(body)
        .expect(status)
        .expect('content-type', /problem\+json/);
      if (code) expect(answer.body.type).toBe(`/problems/${code}`);
    });

    it('takes an empty body that says it is JSON', async () => {
      await http().post('/api/v1/failures/refused').set('content-type', 'application/json').expect(412);
    });

    it.each(['/api/v1/lessons/%zz', `/api/v1/lessons/${'a'.repeat(300)}`])('refuses %s', async (url) => {
      const answer = await http().get(url).set('authorization', 'Bearer good');
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.headers['content-type']).toMatch(/problem\+json/);
    });

    it('answers what is not HTTP with a problem, and hangs up', async () => {
      const { port } = app.getHttpServer().address() as { port: number };
      const answer = await new Promise<string>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => socket.write('NOT HTTP AT ALL\r\n\r\n'));
        let text = '';
        socket.on('data', (data) => (text += data.toString()));
        socket.on('close', () => resolve(text));
      });
      expect(answer).toContain('400 Bad Request');
      expect(answer).toContain('/problems/malformed-request');
    });
  });

  describe('bodies', () => {
    it('names every field that breaks a rule by its path, and every field that it does not know', async () => {
      const answer = await put({
        date: '2026-02-30',
        note: 'a',
        more: 1,
        entries: [{ value: 5 }, { value: 'x' }],
      });
      expect(answer.status).toBe(400);
      expect(answer.body.type).toBe('/problems/invalid-request');
      expect(answer.body.errors).toEqual([
        { field: 'more', rule: 'unknown-field', detail: 'more is not a field of this request' },
        { field: 'date', rule: 'isLocalDate', detail: 'date must be a date like 2026-09-01' },
        {
          field: 'entries.1.value',
          rule: 'isInt',
          detail: 'entries.1.value must be an integer number',
        },
      ]);
    });

    it.each([['[]'], ['5'], ['null'], ['"text"'], ['{}']])(
      'refuses %s where an object belongs',
      async (body) => {
        await put(body).expect(400);
      },
    );

    it('makes instances of the classes that it checked by', async () => {
      const answer = await put(entries).expect(200);
      expect(answer.body.transformed).toBe(true);
    });

    it('refuses a malformed id in the path', async () => {
      const answer = await http().get('/api/v1/lessons/1').set('authorization', 'Bearer good').expect(400);
      expect(answer.body.errors).toEqual([
        { field: 'lessonId', rule: 'isUuid', detail: 'lessonId must be a UUID' },
      ]);
    });
  });

  describe('access', () => {
    it('wants a session, by bearer token or by cookie', async () => {
      const answer = await http().get('/api/v1/who').expect(401).expect('www-authenticate', 'Bearer');
      expect(answer.body.type).toBe('/problems/not-signed-in');
      await http().get('/api/v1/who').set('authorization', 'Bearer bad').expect(401);
      await http().get('/api/v1/who').set('cookie', 'zhurnal_session=bad').expect(401);
      await http().get('/api/v1/who').set('cookie', 'zhurnal_session=good').expect(200);
      await http().get('/api/v1/who').set('authorization', 'Bearer good').expect(200);
    });

    it('lets anyone through to a public route', () => http().get('/api/v1/open').expect(200));

    it('acts by the first role whose scope holds', async () => {
      const get = () => http().get(lesson).set('authorization', 'Bearer good');
      expect((await get().expect(200)).body.role).toBe('teacher');
      ownLesson = async () => false;
      expect((await get().expect(200)).body.role).toBe('deputy-head');
      doorman.roles = ['teacher'];
      expect((await get().expect(403)).body.type).toBe('/problems/out-of-scope');
      doorman.roles = ['parent'];
      expect((await get().expect(403)).body.type).toBe('/problems/forbidden');
    });

    it("says that another school's things do not exist", async () => {
      ownLesson = async () => {
        throw notFound('lesson', LESSON);
      };
      doorman.roles = ['teacher'];
      const answer = await http().get(lesson).set('authorization', 'Bearer good').expect(404);
      expect(answer.body.type).toBe('/problems/not-found');
    });

    it('refuses what another site makes a browser send', async () => {
      await put(entries).set('sec-fetch-site', 'cross-site').expect(403);
      await put(entries).set('origin', 'https://elsewhere.example').expect(403);
      await put(entries).set('sec-fetch-site', 'same-origin').expect(200);
    });
  });

  describe('commands', () => {
    it('wants a UUID of its own from every command', async () => {
      for (const [key, rule] of [
        [null, 'isDefined'],
        ['again', 'isUuid'],
      ] as const) {
        const answer = await put(entries, key).expect(400);
        expect(answer.body.errors[0]).toMatchObject({ field: 'Idempotency-Key', rule });
      }
    });

    it('brings the envelope', async () => {
      const key = newId();
      const answer = await put(entries, key)
        .set('claimed-at', '2026-09-01T08:30:00+03:00')
        .set('x-correlation-id', 'offline-7')
        .expect(200);
      expect(answer.body.context).toEqual({
        schoolId: 'school-1',
        actor: { accountId: 'account-1', personId: 'person-1', role: 'teacher', sessionId: 'session-1' },
        commandId: key,
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
        correlationId: 'offline-7',
        causationId: key,
        claimedAt: '2026-09-01T05:30:00.000Z',
      });
      const bare = await put(entries, key).expect(200);
      expect(bare.body.context.correlationId).toBe(key);
      expect(bare.body.context).not.toHaveProperty('claimedAt');
    });

    it('refuses a claimed time that is none', async () => {
      const answer = await put(entries).set('claimed-at', 'yesterday').expect(400);
      expect(answer.body.errors[0].field).toBe('Claimed-At');
    });

    it('tells another content by its fingerprint, whatever the order of fields', async () => {
      const of = async (body: object): Promise<string> =>
        (await put(body).expect(200)).body.context.fingerprint;
      const { date, note } = entries;
      expect(await of({ entries: [{ value: 5 }], note, date })).toBe(await of(entries));
      expect(await of({ ...entries, note: 'other' })).not.toBe(await of(entries));
    });
  });

  it('counts answers by route, not by address', async () => {
    await http().get(lesson).set('authorization', 'Bearer good');
    const text = await app.get(Metrics).registry.metrics();
    expect(text).toContain('route="/api/v1/lessons/:lessonId",status="200"');
    expect(text).not.toContain(LESSON);
  });
});
