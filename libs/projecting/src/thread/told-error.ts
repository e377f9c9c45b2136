import { Fenced } from '../read-store.ts';
import { RebuildHalted } from '../rebuild.ts';
import type { ToldError } from './messages.ts';

export function told(error: unknown): ToldError {
  if (error instanceof RebuildHalted) return { name: error.name, message: error.message, halts: error.halts };
  if (error instanceof Error) return { name: error.name, message: error.message };
  return { name: 'Error', message: String(error) };
}

/** The error that the other thread told of, in its own class where callers tell it by that. */
export function untold({ name, message, halts }: ToldError): Error {
  if (halts !== undefined) return new RebuildHalted(halts);
  if (name === 'Fenced') return new Fenced(message);
  return new Error(name === 'Error' ? message : `${name}: ${message}`);
}
