import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bodyOf } from '../../../../test/support/body-of.ts';
import { EdgeApp, entries, LESSON } from '../../../../test/support/edge-app.ts';
import { Metrics } from '../metrics/metrics.ts';

const LESSON_PATH = `/api/v1/lessons/${LESSON}`;

describe('the edge', () => {
  let test: EdgeApp;

  beforeAll(async () => {
    test = await EdgeApp.start();
  });
  afterAll(() => test.close());

  describe('problems', () => {
    const fail = (kind: string) => test.http().post(`/api/v1/failures/${kind}`);

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
      expect(bodyOf(answer).type).toBe(`/problems/${code}`);
      expect(answer.headers['retry-after']).toBe(retryAfter);
      expect(answer.text).not.toContain('secret');
    });

    it('tells nothing of a mistake of ours but an id to ask about', async () => {
      const answer = await fail('bug').expect(500);
      expect(answer.text).not.toContain('secret');
      expect(answer.body).toMatchObject({ type: '/problems/internal', correlationId: expect.any(String) });
    });

    it('tells a wrong address from a wrong method', async () => {
      const nowhere = await test.http().get('/api/v1/nowhere').expect(404);
      expect(bodyOf(nowhere).type).toBe('/problems/unknown-route');
      const wrong = await test.http().delete('/api/v1/open').expect(405).expect('allow', 'GET, HEAD');
      expect(bodyOf(wrong).type).toBe('/problems/method-not-allowed');
      await test.http().get('/').expect(404);
    });

    it.each([
      ['malformed JSON', '{"date":', 'application/json', 400, 'malformed-json'],
      ['a poisoned prototype', '{"__proto__":{}}', 'application/json', 400, null],
      ['a body that is no JSON', 'a=b', 'application/x-www-form-urlencoded', 415, 'wrong-content-type'],
      ['plain text', 'hello', 'text/plain', 415, 'wrong-content-type'],
      ['a huge body', JSON.stringify('x'.repeat(3_000_000)), 'application/json', 413, 'body-too-large'],
    ])('refuses %s', async (_, body, type, status, code) => {
      const answer = await test
        .http()
        .post('/api/v1/failures/refused')
        .set('content-type', type)
        .send(body)
        .expect(status)
        .expect('content-type', /problem\+json/);
      if (code) expect(bodyOf(answer).type).toBe(`/problems/${code}`);
    });

    it('takes an empty body that says it is JSON', async () => {
      await test.http().post('/api/v1/failures/refused').set('content-type', 'application/json').expect(412);
    });

    it.each(['/api/v1/lessons/%zz', `/api/v1/lessons/${'a'.repeat(300)}`])('refuses %s', async (url) => {
      const answer = await test.http().get(url).set('authorization', 'Bearer good');
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.headers['content-type']).toMatch(/problem\+json/);
    });

    it('answers what is not HTTP with a problem, and hangs up', async () => {
      const { port } = test;
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
      const answer = await test.put({
        date: '2026-02-30',
        note: 'a',
        more: 1,
        entries: [{ value: 5 }, { value: 'x' }],
      });
      expect(answer.status).toBe(400);
      expect(bodyOf(answer).type).toBe('/problems/invalid-request');
      expect(bodyOf(answer).errors).toEqual([
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
        await test.put(body).expect(400);
      },
    );

    it('makes instances of the classes that it checked by', async () => {
      const answer = await test.put(entries).expect(200);
      expect(bodyOf<{ transformed: boolean }>(answer).transformed).toBe(true);
    });

    it('refuses a malformed id in the path', async () => {
      const answer = await test
        .http()
        .get('/api/v1/lessons/1')
        .set('authorization', 'Bearer good')
        .expect(400);
      expect(bodyOf(answer).errors).toEqual([
        { field: 'lessonId', rule: 'isUuid', detail: 'lessonId must be a UUID' },
      ]);
    });
  });

  it('counts answers by route, not by address', async () => {
    await test.http().get(LESSON_PATH).set('authorization', 'Bearer good');
    const text = await test.app.get(Metrics).registry.metrics();
    expect(text).toContain('route="/api/v1/lessons/:lessonId",status="200"');
    expect(text).not.toContain(LESSON);
  });
});
