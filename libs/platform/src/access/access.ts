import { SetMetadata } from '@nestjs/common';
import type { Role } from '#kernel';

/** Every role that a person can sign in with. */
export type SignInRole = Exclude<Role, 'system'>;

/**
 * What a role must have to do with the thing named in the route: `school` – nothing more, everything of the
 * school; else the name of a scope check that a context registers (`own-lesson`, `own-class-lesson`, `own-child` …).
 */
export type Scope = 'school' | (string & {});

/** Who may call a route. A role that is not named is answered 403. */
export type AccessRule = Readonly<Partial<Record<SignInRole, Scope>>>;

export const ACCESS_RULE = 'zhurnal:access';

/** Guards a route by role and scope. A route with neither this nor `@Public` does not start. */
export const Access = (rule: AccessRule): MethodDecorator & ClassDecorator => SetMetadata(ACCESS_RULE, rule);

/** The rule of a route that needs no session: sign-in, activation, health. */
export const PUBLIC = 'public';
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(ACCESS_RULE, PUBLIC);

/** Marks a route that an open page calls by itself: it keeps nobody signed in and is no visit (criterion 5). */
export const UNATTENDED = 'zhurnal:unattended';
export const Unattended = (): MethodDecorator => SetMetadata(UNATTENDED, true);

/** Any signed-in account of any role, for what is the account's own: `GET /me`, sign out. */
export const EVERYONE: AccessRule = {
  teacher: 'school',
  'class-teacher': 'school',
  head: 'school',
  'deputy-head': 'school',
  administrator: 'school',
  pupil: 'school',
  parent: 'school',
  auditor: 'school',
  'region-officer': 'school',
};
