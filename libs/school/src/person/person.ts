import { type Decider, type LocalDate, notFound, Refused } from '#kernel';
import { requireDate } from '../fields.ts';
import { endsSomething, type Stay, touches, withLastDay } from '../stays.ts';
import type { ErasureReason, PersonEvent, PersonKind } from './person.events.ts';

/** A child of a parent, from–to. */
interface ChildLink extends Stay {
  readonly childId: string;
}

export interface Person {
  readonly personId: string;
  readonly kind: PersonKind;
  /** The details under the person's own key; null once erased. */
  readonly sealed: string | null;
  readonly children: readonly ChildLink[];
  readonly erasure: 'none' | 'requested' | 'done';
}

export type PersonCommand = { readonly personId: string } & (
  | { readonly kind: 'RegisterPerson'; readonly personKind: PersonKind; readonly sealed: string }
  | {
      readonly kind: 'ChangePerson';
      /** The sealed details that the change was made from. */
      readonly basedOn: string | null;
      /** null when the change says what stands already. */
      readonly sealed: string | null;
    }
  | { readonly kind: 'LinkChild'; readonly child: Person; readonly from: LocalDate }
  | { readonly kind: 'UnlinkChild'; readonly childId: string; readonly to: LocalDate }
  | { readonly kind: 'RequestErasure'; readonly reason: ErasureReason }
  | { readonly kind: 'ErasePerson' }
);

/** The stream's subject among the vault's keys. */
export const sealSubject = (personId: string): string => `person:${personId}`;

export const person: Decider<Person | null, PersonCommand, PersonEvent> = {
  name: 'school/person',
  initial: null,

  decide(command, current) {
    const { personId } = command;
    if (command.kind === 'RegisterPerson') {
      if (current !== null)
        throw new Refused('person-exists', `The person ${personId} is registered already.`);
      return [
        { type: 'PersonRegistered', data: { personId, kind: command.personKind, sealed: command.sealed } },
      ];
    }
    if (current === null) throw notFound('person', personId);
    switch (command.kind) {
      case 'ChangePerson':
        requireKept(current);
        if (command.basedOn !== current.sealed) {
          throw new Refused('changed-meanwhile', 'Somebody else has just changed this person.', {
            status: 412,
          });
        }
        if (command.sealed === null) return [];
        return [{ type: 'PersonDetailsChanged', data: { personId, sealed: command.sealed } }];
      case 'LinkChild': {
        const { child, from } = command;
        requireKept(current);
        requireKept(child);
        requireDate('from', from);
        if (current.kind === 'pupil')
          throw new Refused('not-a-parent', 'A pupil cannot be linked as a parent.');
        if (child.kind !== 'pupil')
          throw new Refused('not-a-pupil', 'Only a pupil can be linked as a child.');
        if (linksTo(current, child.personId).some((link) => touches(link, from, null))) {
          throw new Refused('linked-already', 'They are linked already on some of these days.');
        }
        return [{ type: 'ParentLinked', data: { personId, childId: child.personId, from } }];
      }
      case 'UnlinkChild': {
        const { childId, to } = command;
        requireDate('to', to);
        if (!endsSomething(linksTo(current, childId), to, 'child', 'family of this person')) return [];
        return [{ type: 'ParentUnlinked', data: { personId, childId, to } }];
      }
      case 'RequestErasure':
        if (current.erasure !== 'none') return [];
        return [{ type: 'PersonErasureRequested', data: { personId, reason: command.reason } }];
      case 'ErasePerson':
        if (current.erasure === 'done') return [];
        if (current.erasure === 'none') {
          throw new Refused('erasure-not-requested', 'Nobody has asked for the erasure of this person.');
        }
        return [{ type: 'PersonErased', data: { personId } }];
    }
  },

  evolve(current, event) {
    switch (event.type) {
      case 'PersonRegistered': {
        const { personId, kind, sealed } = event.data;
        return { personId, kind, sealed, children: [], erasure: 'none' };
      }
      case 'PersonDetailsChanged':
        return current && { ...current, sealed: event.data.sealed };
      case 'ParentLinked': {
        const { childId, from } = event.data;
        return current && { ...current, children: [...current.children, { childId, from, to: null }] };
      }
      case 'ParentUnlinked': {
        const { childId, to } = event.data;
        const ended = (link: ChildLink): boolean => link.childId === childId;
        return current && { ...current, children: withLastDay(current.children, to, ended) };
      }
      case 'PersonErasureRequested':
        return current && { ...current, erasure: 'requested' };
      case 'PersonErased':
        return current && { ...current, sealed: null, erasure: 'done' };
    }
  },
};

const linksTo = (parent: Person, childId: string): readonly ChildLink[] =>
  parent.children.filter((link) => link.childId === childId);

/** @throws Refused `person-erased` when the person is erased or about to be */
function requireKept(someone: Person): void {
  if (someone.erasure !== 'none') {
    throw new Refused('person-erased', `The person ${someone.personId} has been erased.`, { status: 410 });
  }
}

/** @throws Refused `not-staff`, `person-erased` */
export function requireStaff(someone: Person): void {
  if (someone.kind !== 'staff')
    throw new Refused('not-staff', `The person ${someone.personId} is not of the staff.`);
  requireKept(someone);
}
