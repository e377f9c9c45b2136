/**
 * Something that happened to the school, in the past tense. `type` is a frozen string: a new shape of the
 * same event is a new type (`'MarkGiven.v2'`), never an edited one.
 */
export interface Fact<Type extends string, Data extends object> {
  readonly type: Type;
  readonly data: Readonly<Data>;
}

/** Any fact at all, for mechanisms that do not care which. */
export type AnyFact = Fact<string, object>;

/** One fact out of a union, by its type string. */
export type FactOf<Event extends AnyFact, Type extends Event['type']> = Extract<
  Event,
  { readonly type: Type }
>;
