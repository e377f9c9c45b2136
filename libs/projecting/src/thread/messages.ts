import type { Advanced } from '../engine/pass.ts';
import type { ProjectorStatus } from '../projector-status.ts';
import type { Halt } from '../read-store.ts';
import type { RebuildProgress } from '../rebuild.ts';

/** What the projector's thread is started with. */
export interface ThreadData {
  readonly logFile: string;
  readonly readModelsFile: string;
  readonly projectionsUrl: string;
  readonly lookEveryMs?: number | undefined;
}

/** What the owner says to the projector's thread. Questions carry a number for their answers. */
export type ToProjector =
  | { readonly kind: 'stop' }
  | { readonly kind: 'status'; readonly question: number }
  | { readonly kind: 'rebuild'; readonly question: number; readonly names?: readonly string[] };

/** An error as it travels between threads: classes do not. */
export interface ToldError {
  readonly name: string;
  readonly message: string;
  /** Of a RebuildHalted. */
  readonly halts?: readonly (Halt & { readonly model: string })[];
}

/** What the projector's thread says to its owner. */
export type FromProjector =
  | { readonly kind: 'advanced'; readonly advanced: readonly Advanced[] }
  | {
      readonly kind: 'notice';
      readonly level: 'info' | 'warn' | 'error';
      readonly fields: object;
      readonly message: string;
    }
  | { readonly kind: 'progress'; readonly question: number; readonly progress: RebuildProgress }
  | { readonly kind: 'status'; readonly question: number; readonly status: ProjectorStatus }
  | { readonly kind: 'rebuilt'; readonly question: number }
  | { readonly kind: 'failed'; readonly question: number; readonly error: ToldError }
  /** The projector has ended: as asked, or by this error. */
  | { readonly kind: 'ended'; readonly error?: ToldError };
