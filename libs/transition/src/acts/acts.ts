import { Injectable } from '@nestjs/common';
import { type Outcome, Streams } from '#event-store';
import { type CommandContext, notFound } from '#kernel';
import type { StoredFile } from '../files/stored-file.ts';
import { SchoolFacts } from '../school-facts.ts';
import { actIdOf, actStream } from './act.events.ts';
import { type Act, act, type ActCommand, type ActRules } from './act.ts';
import { type ActsLine, editionOn, linesOf } from './acts-catalogue.ts';

/** The line of the catalogue that an act of a school is of; undefined for an act of the school's own. */
export const lineOf = (schoolId: string, actId: string, edition: number): ActsLine | undefined =>
  linesOf(edition).find(({ id }) => actIdOf(schoolId, id) === actId);

/** An act as it stands, and the rules that it goes by. */
export interface KnownAct {
  readonly state: Act;
  readonly rules: ActRules;
}

/** The local acts of a school: those of the catalogue, which are there before anything happened to them, and its own. */
@Injectable()
export class Acts {
  constructor(
    private readonly streams: Streams,
    private readonly facts: SchoolFacts,
  ) {}

  /** null: the school has no such act. */
  async find(schoolId: string, actId: string): Promise<KnownAct | null> {
    const edition = editionOn(await this.facts.today(schoolId));
    const { state } = await this.streams.load(actStream(schoolId, actId), act);
    const line = lineOf(schoolId, actId, edition);
    if (line !== undefined) {
      const { kind, adoptedBy, consulted } = line;
      return { state, rules: { kind, adoptedBy, consulted, edition } };
    }
    if (state.own === null) return null;
    const { adoptedBy, consulted } = state.own;
    return { state, rules: { kind: 'new', adoptedBy, consulted, edition } };
  }

  /** @throws Refused `not-found` */
  async require(schoolId: string, actId: string): Promise<KnownAct> {
    const known = await this.find(schoolId, actId);
    if (known === null) throw notFound('act', actId);
    return known;
  }

  /** A document of an act by its hash; null: the act has none such, or its version was withdrawn. */
  async attached(schoolId: string, actId: string, sha256: string): Promise<StoredFile | null> {
    const { state } = await this.require(schoolId, actId);
    const files = state.versions.flatMap(({ text, signed }) => [text, signed]);
    return files.find((file) => file?.sha256 === sha256) ?? null;
  }

  /** Does a command on an act by the rules that it goes by. @throws Refused `not-found`, and what the rules say */
  async execute(
    actId: string,
    command: (rules: ActRules) => ActCommand,
    context: CommandContext,
  ): Promise<Outcome> {
    const { rules } = await this.require(context.schoolId, actId);
    return this.streams.execute(actStream(context.schoolId, actId), act, command(rules), context);
  }
}
