import { Injectable, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { Refused } from '#kernel';

interface FieldError {
  readonly field: string;
  readonly rule: string;
  readonly detail: string;
}

/** More than this many broken rules are not told at once. */
const MOST_ERRORS = 100;

/** Checks bodies and queries by the rules on their classes; a field that a class does not have is refused. */
@Injectable()
export class RequestPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      exceptionFactory: (errors) => invalidRequest(flatten(errors)),
    });
  }
}

/** The request is malformed: 400 with every broken rule by field. */
export const invalidRequest = (errors: readonly FieldError[]): Refused =>
  new Refused(
    'invalid-request',
    errors
      .map(({ detail }) => detail)
      .slice(0, 3)
      .join('; '),
    {
      status: 400,
      errors: errors.slice(0, MOST_ERRORS),
    },
  );

function flatten(errors: readonly ValidationError[], path = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = path === '' ? error.property : `${path}.${error.property}`;
    const own = Object.entries(error.constraints ?? {}).map(([rule, detail]) =>
      rule === 'whitelistValidation'
        ? { field, rule: 'unknown-field', detail: `${field} is not a field of this request` }
        : { field, rule, detail: path === '' ? detail : `${path}.${detail}` },
    );
    return [...own, ...flatten(error.children ?? [], field)];
  });
}
