import type { Schema } from '../api/client.ts';
import type { Role } from '../app/me.ts';

/** What a person of a kind may be in the school; null: somebody from outside it. */
export function possibleRoles(kind: Schema<'NameCard'>['kind'] | null): readonly Role[] {
  switch (kind) {
    case 'staff':
      return ['teacher', 'class-teacher', 'head', 'deputy-head', 'administrator', 'auditor', 'parent'];
    case 'pupil':
      return ['pupil'];
    case 'parent':
      return ['parent'];
    case null:
      return ['auditor'];
  }
}
