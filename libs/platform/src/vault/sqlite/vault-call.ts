import type { VaultFile } from './vault-file.ts';

/** What may be asked of the vault's worker: the methods of the file that are the vault's own. */
export type VaultMethod = Exclude<keyof VaultFile, 'together' | 'apart' | 'emptyLog' | 'close'>;

export interface VaultCall {
  readonly id: number;
  readonly method: VaultMethod;
  readonly args: readonly unknown[];
}

/** `failed` is a message: the calls' arguments must not travel into logs. */
export type VaultReply =
  | { readonly id: number; readonly result: unknown }
  /** `lost`: the disk refused the whole batch; else this call alone was wrong. */
  | { readonly id: number; readonly failed: string; readonly lost: boolean };
