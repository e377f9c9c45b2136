import type { Order } from './order.ts';
import type { OrderTemplate, TemplateField } from './orders-catalogue.ts';

/** Where the value of a field comes from. */
export const fieldSources = ['known', 'told', 'missing'] as const;
export type FieldSource = (typeof fieldSources)[number];

/** A field of an order as it stands. */
export interface FieldStanding {
  readonly field: TemplateField;
  readonly value: string | readonly string[] | null;
  readonly source: FieldSource;
}

/** What the system knows of its own. */
export interface Known {
  readonly deputies: readonly string[];
  readonly readyAssessments: readonly string[];
}

/** Every field of an order: what a person said, or else what the system knows. */
export const fieldsStanding = (
  { fields }: Pick<Order, 'fields'>,
  template: OrderTemplate,
  known: Known,
): FieldStanding[] =>
  template.fields.map((field) => {
    const told = fields[field.id];
    if (told !== undefined) return { field, value: told, source: 'told' };
    const value = knownValue(field, known);
    return { field, value, source: value === null ? 'missing' : 'known' };
  });

function knownValue({ known }: TemplateField, { deputies, readyAssessments }: Known): FieldStanding['value'] {
  switch (known) {
    case 'deputies':
      return deputies.length === 0 ? null : deputies;
    case 'only-deputy':
      return deputies.length === 1 ? deputies[0]! : null;
    case 'ready-assessment':
      return readyAssessments.at(-1) ?? null;
    case null:
      return null;
  }
}

/** The people whom a field names. */
export const peopleIn = ({ field, value }: FieldStanding): string[] =>
  value === null || (field.kind !== 'person' && field.kind !== 'people') ? [] : [value].flat();
