import { type Fact, type LocalDate, type StreamName, streamOf } from '#kernel';
import type { NumberedDocument } from '../acts/act.events.ts';

/** How parents were asked: the decision of their body, or a survey of each. */
export type ParentsOpinion =
  | { readonly way: 'protocol'; readonly protocol: NumberedDocument; readonly agrees: boolean }
  | {
      readonly way: 'survey';
      readonly date: LocalDate;
      /** How many were asked, answered, said yes, said no. */
      readonly asked: number;
      readonly answered: number;
      readonly inFavour: number;
      readonly against: number;
    };

/**
 * What people of the school were told and said about the change: one stream, since notices go to many at once. Texts are
 * about duties and questions, never about a person, and are not sealed.
 */
export type ConsentEvent =
  /** Labour Code, article 74: in writing, two months ahead at least. */
  | Fact<
      'NoticesGiven',
      {
        noticeId: string;
        personIds: readonly string[];
        /** What changes in the work. */
        duties: string;
        givenOn: LocalDate;
        /** From when on the new duties are to be done. */
        dutiesFrom: LocalDate;
      }
    >
  /** A supplementary agreement to the employment contract. */
  | Fact<
      'AgreementSigned',
      { personId: string; agreementId: string; document: NumberedDocument; inForceFrom: LocalDate }
    >
  /** A sheet of acquaintance: who has read a version of an act, and when. */
  | Fact<'DocumentRead', { actId: string; version: number; personIds: readonly string[]; on: LocalDate }>
  | Fact<'ParentsAsked', { opinionId: string; question: string; opinion: ParentsOpinion }>
  | Fact<'ParentsOpinionWithdrawn', { opinionId: string; reason: string }>
  /** A parent keeps to paper from this day on: weekly extracts are printed for them. */
  | Fact<'PaperKept', { personId: string; from: LocalDate }>
  /** `to` is the last day. */
  | Fact<'PaperGivenUp', { personId: string; to: LocalDate }>;

export const consentStream = (schoolId: string): StreamName => streamOf(schoolId, 'consent', 'school');
