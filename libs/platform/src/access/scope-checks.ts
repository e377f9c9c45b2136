import { Injectable } from '@nestjs/common';
import type { Principal } from './principal.ts';

/** The parts of a request that a scope may depend on. Values are not validated yet. */
export interface ScopeSubject {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/**
 * Whether the thing that the request names is within the principal's scope. Throws `notFound` when there is no
 * such thing in the principal's school: another school's things do not exist.
 */
export type ScopeCheck = (principal: Principal, subject: ScopeSubject) => Promise<boolean>;

/** Where contexts register their scope checks when they start. */
@Injectable()
export class ScopeChecks {
  readonly #checks = new Map<string, ScopeCheck>();

  register(scope: string, check: ScopeCheck): void {
    if (this.#checks.has(scope)) throw new Error(`Scope ${scope} is registered twice`);
    this.#checks.set(scope, check);
  }

  has(scope: string): boolean {
    return this.#checks.has(scope);
  }

  /** @throws Error for a scope that nobody registered: a mistake of ours, found at start */
  get(scope: string): ScopeCheck {
    const check = this.#checks.get(scope);
    if (!check) throw new Error(`Nobody registered the scope ${scope}`);
    return check;
  }
}
