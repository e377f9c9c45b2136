import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from '../config/config.ts';

/** Parts of Nest that tell at every start what they have found: of use to developers only. */
const CHATTY = new Set(['InstanceLoader', 'NestFactory', 'RouterExplorer', 'RoutesResolver']);

/**
 * Nest's logger over pino: one JSON line each. Lines carry ids and never names, logins, addresses or tokens;
 * nothing here hides what a caller writes into one.
 */
export class PinoLogger implements LoggerService {
  readonly #pino: Logger;

  constructor(level: LogLevel, destination?: DestinationStream) {
    this.#pino = pino({ level, base: null }, destination ?? pino.destination(1));
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.#write(CHATTY.has(String(rest.at(-1))) ? 'debug' : 'info', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.#write('fatal', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.#write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.#write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.#write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.#write('trace', message, rest);
  }

  /** Nest puts the context last, and before it, for errors, the stack. */
  #write(
    level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace',
    message: unknown,
    rest: unknown[],
  ): void {
    const context = typeof rest.at(-1) === 'string' ? { context: rest.at(-1) } : {};
    const [stack] = rest.length > 1 && typeof rest[0] === 'string' ? [rest[0]] : [];
    const more = stack === undefined ? context : { ...context, stack };
    if (message instanceof Error) this.#pino[level]({ ...more, err: message });
    else if (typeof message === 'object' && message !== null) this.#pino[level]({ ...more, ...message });
    else this.#pino[level](more, String(message));
  }
}
