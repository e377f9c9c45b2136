import { describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { PinoLogger } from './pino-logger.ts';

const written = (write: (logger: Logger) => void, context = 'Http'): Record<string, unknown>[] => {
  const lines: string[] = [];
  Logger.overrideLogger(new PinoLogger('info', { write: (line) => void lines.push(line) }));
  write(new Logger(context));
  Logger.overrideLogger(false);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
};

describe('log lines', () => {
  it('carry a message and who wrote it', () => {
    expect(written((logger) => logger.log('started'))).toEqual([
      { level: 30, time: expect.any(Number), context: 'Http', msg: 'started' },
    ]);
  });

  it('carry the fields of an object as they are', () => {
    expect(written((logger) => logger.warn({ msg: 'request', status: 503 }))[0]).toMatchObject({
      level: 40,
      msg: 'request',
      status: 503,
      context: 'Http',
    });
  });

  it('carry an error with its stack', () => {
    const [line] = written((logger) => logger.error({ msg: 'unexpected error', err: new TypeError('no') }));
    expect(line).toMatchObject({
      level: 50,
      err: { type: 'TypeError', message: 'no', stack: expect.any(String) },
    });
    const [told] = written((logger) => logger.error('no', 'the stack'));
    expect(told).toMatchObject({ msg: 'no', stack: 'the stack', context: 'Http' });
  });

  it('are left out below the level, and what Nest says of every route with them', () => {
    expect(written((logger) => logger.debug('detail'))).toEqual([]);
    expect(written((logger) => logger.log('Mapped {/me, GET} route'), 'RouterExplorer')).toEqual([]);
  });
});
