import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { isId, Refused } from '#kernel';

interface FieldError {
  readonly field: string;
  readonly rule: string;
  readonly detail: string;
}

/** More than this many broken rules are not told at once. */
const MOST_ERRORS = 100;

/**
 * Checks bodies and queries by the rules on their classes; a field that a class does not have is refused. Ids in a
 * query are brought to lower case, as those in a path are.
 */
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

  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    return super.transform(metadata.type === 'query' ? idsInLowerCase(value) : value, metadata);
  }
}

const idsInLowerCase = (query: unknown): unknown =>
  query === null || typeof query !== 'object'
    ? query
    : Object.fromEntries(
        Object.entries(query).map(([name, value]) => [name, isId(value) ? value.toLowerCase() : value]),
      );

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
