import { projection } from '#projecting';
import type { PersonEvent } from '#school/events';
import { type Stay, withLastDay } from '#school/events';

/** Who a pupil's parents are. The links stand in the parents' streams; activation slips go by child. */
export interface Family {
  readonly childId: string;
  readonly parents: readonly (Stay & { readonly personId: string })[];
}

export const families = projection<Family, PersonEvent>({
  name: 'families',
  version: 1,
  key: (event) =>
    event.type === 'ParentLinked' || event.type === 'ParentUnlinked' ? event.data.childId : [],
  evolve: {
    ParentLinked: (family, { data: { personId, childId, from } }) => ({
      childId,
      parents: [...(family?.parents ?? []), { personId, from, to: null }],
    }),
    ParentUnlinked: (family, { data: { personId, to } }) =>
      family && {
        ...family,
        parents: withLastDay(family.parents, to, (parent) => parent.personId === personId),
      },
  },
});
