import type { AnyProjection } from '#projecting';
import { mentions } from './trails/mentions.projection.ts';
import { trails } from './trails/trails.projection.ts';

/** The read models of this context. */
export const auditProjections: readonly AnyProjection[] = [trails, mentions];

/** Their names, for reading. */
export const auditModels: readonly string[] = auditProjections.map(({ name }) => name);
