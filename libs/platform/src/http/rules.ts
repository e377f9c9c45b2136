import { ValidateBy, type ValidationOptions } from 'class-validator';
import { isLocalDate, isLocalTime } from '#kernel';

const rule =
  (name: string, validate: (value: unknown) => boolean, message: string) =>
  (options?: ValidationOptions): PropertyDecorator =>
    ValidateBy(
      { name, validator: { validate, defaultMessage: (about) => `${about?.property ?? 'it'} ${message}` } },
      options,
    );

/** A real calendar date of the school, `YYYY-MM-DD`. */
export const IsLocalDate = rule('isLocalDate', isLocalDate, 'must be a date like 2026-09-01');

/** A wall-clock time of the school, `HH:MM`. */
export const IsLocalTime = rule('isLocalTime', isLocalTime, 'must be a time like 08:30');

const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Whether the text is an ISO 8601 instant with an offset. */
export const isInstantText = (value: unknown): value is string =>
  typeof value === 'string' && ISO_INSTANT.test(value) && Number.isFinite(Date.parse(value));

/** An instant with its offset, ISO 8601. */
export const IsInstant = rule(
  'isInstant',
  isInstantText,
  'must be an instant like 2026-09-01T08:30:00+03:00',
);
