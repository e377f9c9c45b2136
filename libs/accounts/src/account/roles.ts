import { type Role, Refused } from '#kernel';
import type { PersonKind } from '#school/events';
import type { AccountRole } from './account.events.ts';

/** Whose account it is and who hands the roles out: what decides which roles are possible. */
export interface Holder {
  /** null: nobody of the school stands behind the account. */
  readonly kind: PersonKind | null;
  /** The role of the one who grants. */
  readonly grantor: Role;
}

/** What a person may be in the school. A member of the staff may have a child there. */
const rolesOfKind: Readonly<Record<PersonKind, readonly AccountRole[]>> = {
  staff: ['teacher', 'class-teacher', 'head', 'deputy-head', 'administrator', 'auditor', 'parent'],
  pupil: ['pupil'],
  parent: ['parent'],
};

/** What somebody from outside the school may be in it. */
const rolesWithoutPerson: readonly AccountRole[] = ['auditor', 'region-officer'];

/** Roles that reach beyond one school: whoever runs the installation grants them, no school's administrator. */
const rolesBeyondSchool: readonly AccountRole[] = ['region-officer'];

/** @throws Refused `role-beyond-school` (403), `role-not-for-person` (422) */
export function refuseUnlessGrantable(roles: readonly AccountRole[], { kind, grantor }: Holder): void {
  const possible = kind === null ? rolesWithoutPerson : rolesOfKind[kind];
  for (const role of roles) {
    if (possible.includes(role)) continue;
    throw new Refused(
      'role-not-for-person',
      kind === null
        ? `The role ${role} needs a person of the school.`
        : `The role ${role} is not for a person registered as ${kind}.`,
      {
        status: 422,
        errors: [{ field: 'roles', rule: 'role-not-for-person', detail: `${role} is not possible` }],
      },
    );
  }
  refuseBeyondSchool(roles, grantor);
}

/**
 * Nobody of a school hands out a role that reaches beyond it, nor gets at an account that has one.
 * @throws Refused `role-beyond-school` (403)
 */
export function refuseBeyondSchool(roles: readonly AccountRole[], grantor: Role): void {
  const beyond = roles.find((role) => rolesBeyondSchool.includes(role));
  if (beyond === undefined || grantor === 'system') return;
  throw new Refused('role-beyond-school', `The role ${beyond} is not in the hands of a school.`, {
    status: 403,
  });
}
