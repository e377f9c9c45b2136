import { ValidateIf } from 'class-validator';

/** A field that may be left out, but not be null: that would be another thing to mean. */
export const Omittable = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);
