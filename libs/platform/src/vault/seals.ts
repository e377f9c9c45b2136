/**
 * Seals personal data and free text inside events: AES-256-GCM under a key per subject, kept in the vault. A
 * subject is `person:<id>`, `lesson:<id>` or `work:<id>`. Destroying the key is erasure.
 */
export abstract class Seals {
  /** Makes the subject's key on first use. Answers text that is safe in JSON. */
  abstract seal(schoolId: string, subject: string, text: string): Promise<string>;
  /** null when the key has been destroyed. Throws when the text was not sealed under this subject. */
  abstract unseal(schoolId: string, subject: string, sealed: string): Promise<string | null>;
  /** The same for many at once, in order. */
  abstract unsealMany(
    schoolId: string,
    items: readonly { readonly subject: string; readonly sealed: string }[],
  ): Promise<readonly (string | null)[]>;
  /** Destroys the subject's key for ever. Doing it twice is once. */
  abstract destroy(schoolId: string, subject: string): Promise<void>;
}
