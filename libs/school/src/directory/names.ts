import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { type PersonName, Seals } from '#platform';
import type { StoredDoc } from '#projecting';
import { bodyOf } from '../documents.ts';
import type { PersonDetails } from '../person/person.events.ts';
import { detailsFrom } from '../person/person-details.ts';
import { type Person, sealSubject } from '../person/person.ts';

/** So many names are remembered: those of the schools that were looked at last. */
const REMEMBERED = 20_000;
/** For so long: after an erasure elsewhere no process shows a name for longer than this. */
const REMEMBERED_FOR_MS = 60_000;

interface Known {
  /** The document that the name was unsealed from. */
  readonly body: string;
  readonly name: PersonName;
}

/**
 * The names in documents of `people`, unsealed. A name is remembered with the very document it came from, so that
 * a change or an erasure is seen with the next document; one that cannot be unsealed any more is an erased one.
 */
@Injectable()
export class Names {
  readonly #known = new LRUCache<string, Known>({ max: REMEMBERED, ttl: REMEMBERED_FOR_MS });

  constructor(private readonly seals: Seals) {}

  /** In the order of the documents. */
  async of(schoolId: string, docs: readonly StoredDoc[]): Promise<readonly PersonName[]> {
    const names: PersonName[] = [];
    const unknown: { readonly index: number; readonly person: Person; readonly body: string }[] = [];
    for (const [index, doc] of docs.entries()) {
      const known = this.#known.get(doc.key);
      if (known?.body === doc.body) names[index] = known.name;
      else unknown.push({ index, person: bodyOf<Person>(doc), body: doc.body });
    }
    if (unknown.length === 0) return names;
    const details = await this.details(
      schoolId,
      unknown.map(({ person }) => person),
    );
    for (const [at, { index, person, body }] of unknown.entries()) {
      const name = nameOf(person, details[at]!);
      names[index] = name;
      if (!name.erased) this.#known.set(person.personId, { body, name });
    }
    return names;
  }

  /** Everything that is known of these people, in their order; null for the erased. Never remembered. */
  async details(schoolId: string, people: readonly Person[]): Promise<readonly (PersonDetails | null)[]> {
    const kept = people.filter((person) => person.sealed !== null);
    const texts = await this.seals.unsealMany(
      schoolId,
      kept.map((person) => ({ subject: sealSubject(person.personId), sealed: person.sealed! })),
    );
    const byId = new Map(kept.map((person, index) => [person.personId, texts[index] ?? null]));
    return people.map((person) => {
      const text = byId.get(person.personId) ?? null;
      return text === null ? null : detailsFrom(text);
    });
  }

  /** The person has been erased: this process forgets the name at once. */
  forget(personId: string): void {
    this.#known.delete(personId);
  }
}

const nameOf = ({ personId, kind }: Person, details: PersonDetails | null): PersonName => ({
  personId,
  kind,
  familyName: details?.familyName ?? '',
  givenName: details?.givenName ?? '',
  patronymic: details?.patronymic ?? '',
  erased: details === null,
});
