import type { Document } from 'bson';

/** What goes wrong with one command. */
export type Effect =
  /** The connection breaks before the command is executed. */
  | { readonly kind: 'drop-before' }
  /** The command is executed, then the connection breaks without an answer. */
  | { readonly kind: 'drop-after' }
  /** The command is not executed and answers this error, with the labels of a real server. */
  | { readonly kind: 'fail'; readonly code: number }
  /** The command is executed and answers ok with this write concern error. */
  | { readonly kind: 'write-concern-error'; readonly code: number }
  /** Something happens on the server first (a step-down, an expiry, another writer); then it is executed. */
  | { readonly kind: 'first'; readonly run: () => void | Promise<void> };

/** Which commands an effect meets: real servers have the `failCommand` fail point for the same purpose. */
export interface Fault {
  readonly command: string;
  readonly when?: (body: Document) => boolean;
  /** How many times; once unless said otherwise. */
  readonly times?: number;
  readonly effect: Effect;
}

/** The faults that wait for their commands. */
export class Faults {
  private waiting: { fault: Fault; left: number }[] = [];

  inject(fault: Fault): void {
    this.waiting.push({ fault, left: fault.times ?? 1 });
  }

  /** The effect that this command meets, if any; it is used up. */
  take(name: string, body: Document): Effect | undefined {
    const met = this.waiting.find(({ fault }) => fault.command === name && (fault.when?.(body) ?? true));
    if (!met) return undefined;
    if (--met.left === 0) this.waiting = this.waiting.filter((other) => other !== met);
    return met.fault.effect;
  }

  clear(): void {
    this.waiting = [];
  }
}
