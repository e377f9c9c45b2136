import { describe, expect, it } from '@jest/globals';
import { Health } from './health.ts';

describe('health', () => {
  it('is up with nothing to say', async () => {
    expect(await new Health().check()).toEqual({ status: 'up', parts: {} });
  });

  it('is as the worst part is', async () => {
    const health = new Health();
    health.register('log', () => ({ status: 'up' }));
    health.register('models', async () => ({ status: 'degraded', halted: 1 }));
    expect((await health.check()).status).toBe('degraded');
    health.register('vault', () => {
      throw new Error('mongodb://user:secret@host refused');
    });
    const report = await health.check();
    expect(report).toEqual({
      status: 'down',
      parts: {
        log: { status: 'up' },
        models: { status: 'degraded', halted: 1 },
        vault: { status: 'down', reason: 'the check failed' },
      },
    });
  });

  it('calls a part down that does not answer', async () => {
    const health = new Health();
    health.register('log', () => new Promise(() => {}));
    expect((await health.check()).status).toBe('down');
  });

  it('takes one report from each part', () => {
    const health = new Health();
    health.register('log', () => ({ status: 'up' }));
    expect(() => health.register('log', () => ({ status: 'up' }))).toThrow('twice');
  });
});
