import { type Fact, idFrom, type LocalDate, type StreamName, streamOf } from '#kernel';
import type { StoredFile } from '../files/stored-file.ts';

/** Who may adopt an act, and whose opinion of it may be taken. */
export const bodies = [
  'head',
  'pedagogical-council',
  'general-meeting',
  'founder',
  'trade-union',
  'parents',
] as const;
export type Body = (typeof bodies)[number];

/** A document by its number and date: a protocol, an order. */
export interface NumberedDocument {
  readonly number: string;
  readonly date: LocalDate;
}

/**
 * The life of one local act of the school. `edition` is that of the catalogue which the person had before them. Texts
 * are about documents and are not sealed.
 */
export type ActEvent =
  /** An act of the school's own, beside those of the catalogue. */
  | Fact<
      'ActAdded',
      { actId: string; title: string; group: string; adoptedBy: Body; consulted: readonly Body[] }
    >
  /** Whether the act needs a change for the transition, and why or why not. */
  | Fact<'ActReviewed', { actId: string; needed: boolean; why: string; edition: number }>
  | Fact<'ActAssigned', { actId: string; personId: string; due: LocalDate | null }>
  /** A new version is being written; the first is 1. */
  | Fact<'ActDrafted', { actId: string; version: number; edition: number }>
  /** `signed`: a copy of the approved paper; `text`: what is agreed and approved. */
  | Fact<'ActDocumentAttached', { actId: string; version: number; copy: 'text' | 'signed'; file: StoredFile }>
  /** A body gave its opinion of this version. */
  | Fact<'ActAgreed', { actId: string; version: number; body: Body; protocol: NumberedDocument }>
  /** In force from now on; the version approved before is replaced. */
  | Fact<'ActApproved', { actId: string; version: number; by: Body; document: NumberedDocument }>
  /** The newest version is taken back, whatever had become of it: the one before it stands again. */
  | Fact<'ActVersionWithdrawn', { actId: string; version: number; why: string }>;

export const actStream = (schoolId: string, actId: string): StreamName => streamOf(schoolId, 'act', actId);

/** The id of a school's act of this line of the catalogue. */
export const actIdOf = (schoolId: string, line: string): string => idFrom('act', schoolId, line);
