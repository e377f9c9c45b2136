/** A rule broken on purpose, and the spec that must notice. */
export interface Mutant {
  /** The wrong rule, in a few words. */
  readonly name: string;
  /** Source file, from the root of the repository. */
  readonly file: string;
  /** Text that stands in the file exactly once. */
  readonly search: string;
  readonly replacement: string;
  /** The spec that must fail, from the root. */
  readonly spec: string;
}
