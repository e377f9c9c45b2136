import { get } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { positionFrom } from '#kernel';
import type { SignInRole } from '../access/access.ts';
import { Fingerprints } from '../access/fingerprints.ts';
import { AccessGuard } from '../access/guard.ts';
import { Authenticator, type Principal } from '../access/principal.ts';
import { NamedThings } from '../access/named-things.ts';
import { ScopeChecks } from '../access/scope-checks.ts';
import { edgeOptions, httpAdapter, openEdge } from '../http/edge.ts';
import { ProblemFilter } from '../http/problem.filter.ts';
import { RouteTable } from '../http/route-table.ts';
import { Metrics } from '../metrics/metrics.ts';
import { Changes } from './changes.ts';
import { ChangesRoute } from './changes.route.ts';

/** Bearer tokens here read `school.account.role`. */
class Doorman extends Authenticator {
  readonly calls: boolean[] = [];
  async authenticate(token: string, call?: { unattended: boolean }): Promise<Principal> {
    this.calls.push(call?.unattended ?? false);
    const [schoolId = '', accountId = '', role = ''] = token.split('_');
    return { schoolId, accountId, personId: null, roles: [role as SignInRole], sessionId: 's' };
  }
}

interface Page {
  readonly status: number;
  readonly type: string | undefined;
  text(): string;
  close(): void;
  readonly ended: Promise<void>;
}

describe('changes', () => {
  let app: NestFastifyApplication;
  let changes: Changes;
  const doorman = new Doorman();

  beforeEach(async () => {
    @Module({
      imports: [DiscoveryModule],
      controllers: [ChangesRoute],
      providers: [
        RouteTable,
        Metrics,
        Changes,
        ScopeChecks,
        NamedThings,
        { provide: Authenticator, useValue: doorman },
        { provide: Fingerprints, useValue: new Fingerprints(new Uint8Array(32)) },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    })
    class Product {}
    const testing = await Test.createTestingModule({ imports: [Product] }).compile();
    testing.useLogger(false);
    app = testing.createNestApplication(httpAdapter({ trustedProxies: [] }), edgeOptions);
    await openEdge(app);
    await app.listen(0, '127.0.0.1');
    changes = app.get(Changes);
  });
  afterEach(() => app.close());

  const open = async (token: string): Promise<Page> => {
    const { port } = app.getHttpServer().address() as { port: number };
    return new Promise((resolve, reject) => {
      const request = get(
        { host: '127.0.0.1', port, path: '/api/v1/changes', headers: { authorization: `Bearer ${token}` } },
        (response) => {
          let text = '';
          response.on('data', (data: Buffer) => (text += data.toString()));
          response.on('error', () => {});
          resolve({
            status: response.statusCode!,
            type: response.headers['content-type'],
            text: () => text,
            close: () => request.destroy(),
            ended: new Promise((end) => response.on('close', end)),
          });
        },
      );
      request.on('error', reject);
    });
  };
  const until = async (condition: () => boolean): Promise<void> => {
    const deadline = Date.now() + 2_000;
    while (!condition() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(condition()).toBe(true);
  };
  const told = (page: Page): unknown[] =>
    [...page.text().matchAll(/event: change\ndata: (.*)\n/g)].map(
      (match) => JSON.parse(match[1]!) as unknown,
    );
  const change = (schoolId: string, at: number, keys = ['k1']) => ({
    schoolId,
    model: 'register',
    position: positionFrom(at),
    keys,
  });

  it('tells the pages of a school, and those of no other', async () => {
    const mine = await open('s1_a_teacher');
    const other = await open('s2_b_teacher');
    expect(mine.type).toContain('text/event-stream');
    changes.publish(change('s1', 1));
    await until(() => told(mine).length === 1);
    expect(told(mine)).toEqual([{ model: 'register', position: positionFrom(1), keys: ['k1'] }]);
    expect(told(other)).toEqual([]);
  });

  it.each(['pupil', 'parent', 'region-officer'])('tells a %s the model, and no keys', async (role) => {
    const page = await open(`s1_a_${role}`);
    changes.publish(change('s1', 1));
    await until(() => told(page).length === 1);
    expect(told(page)).toEqual([{ model: 'register', position: positionFrom(1) }]);
  });

  it('puts together what comes at once, and leaves keys out when there are too many', async () => {
    const page = await open('s1_a_teacher');
    changes.publish(change('s1', 2, ['k1', 'k2']));
    changes.publish(change('s1', 1, ['k2', 'k3']));
    await until(() => told(page).length === 1);
    expect(told(page)).toEqual([{ model: 'register', position: positionFrom(2), keys: ['k1', 'k2', 'k3'] }]);
    changes.publish(
      change(
        's1',
        3,
        Array.from({ length: 300 }, (_, n) => `k${n}`),
      ),
    );
    changes.publish(change('s1', 4));
    await until(() => told(page).length === 2);
    expect(told(page)[1]).toEqual({ model: 'register', position: positionFrom(4) });
  });

  it('opens so many for an account and no more, until one closes', async () => {
    const pages = await Promise.all(Array.from({ length: 10 }, () => open('s1_a_teacher')));
    expect((await open('s1_a_teacher')).status).toBe(429);
    expect((await open('s1_b_teacher')).status).toBe(200);
    pages[0]!.close();
    await pages[0]!.ended;
    let again = await open('s1_a_teacher');
    while (again.status !== 200) {
      again.close();
      await again.ended;
      again = await open('s1_a_teacher');
    }
  });

  it('is no visit of a person', async () => {
    await open('s1_a_teacher');
    expect(doorman.calls.at(-1)).toBe(true);
  });

  it('ends the streams when the server closes, and waits for no connection that asks nothing', async () => {
    const page = await open('s1_a_teacher');
    const { port } = app.getHttpServer().address() as { port: number };
    const unused = connect(port, '127.0.0.1');
    await new Promise((resolve) => unused.on('connect', resolve));
    await app.close();
    await page.ended;
    unused.destroy();
  });
});
