import type { PersonName } from '#platform';

/** A person by name. After erasure all parts are empty and `erased` is true. */
export class NameCard {
  personId!: string;
  kind!: 'staff' | 'pupil' | 'parent';
  familyName!: string;
  givenName!: string;
  patronymic!: string;
  erased!: boolean;
}

/** null for a person whom no read model knows yet. */
export const nameCard = (name: PersonName | undefined): NameCard | null => (name ? { ...name } : null);
