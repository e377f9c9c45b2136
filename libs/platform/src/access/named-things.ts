import { Injectable } from '@nestjs/common';
import { isId, Refused } from '#kernel';

/** What a field of this name stands for in every path and query. */
interface NamedThing {
  /** In words, for the refusal: «group», «teacher». */
  readonly what: string;
  /** Whether this school has it now; the id is a UUID in lower case. */
  readonly isThere: (schoolId: string, id: string) => Promise<boolean>;
}

/**
 * The things that requests name by id in path or query. Where contexts register what a field's name means when they start, and where
 * the guard asks: what this school does not have is not found, whether another school has it or nobody.
 */
@Injectable()
export class NamedThings {
  readonly #things = new Map<string, NamedThing>();

  register(field: string, what: string, isThere: NamedThing['isThere']): void {
    if (this.#things.has(field)) throw new Error(`The field ${field} is registered twice`);
    this.#things.set(field, { what, isThere });
  }

  has(field: string): boolean {
    return this.#things.has(field);
  }

  /**
   * A malformed id is let through: the route's own rules refuse it.
   * @throws Refused `not-found` (404) that names the first field whose thing this school does not have
   */
  async require(schoolId: string, named: Readonly<Record<string, unknown>>): Promise<void> {
    for (const [field, id] of Object.entries(named)) {
      const thing = this.#things.get(field);
      if (thing === undefined || !isId(id)) continue;
      if (await thing.isThere(schoolId, id.toLowerCase())) continue;
      const detail = `There is no ${thing.what} ${id} in this school.`;
      throw new Refused('not-found', detail, { status: 404, errors: [{ field, rule: 'not-found', detail }] });
    }
  }
}
