import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext } from '#kernel';
import { Seals } from '#platform';
import type { ActionOf, AttendanceOf, LessonAction, Seen } from './actions.ts';
import { lesson } from './lesson.ts';
import { type Imported, lessonStream } from './lesson.events.ts';
import type { Lesson } from './lesson-state.ts';
import { MAX_COMMENT, MAX_NOTE } from './limits.ts';
import { limited } from './refusals.ts';
import { Settings } from './settings.ts';

/** An action as a person says it: comments and notes in plain words, which are sealed before they are recorded. */
export type SpokenAction =
  | Exclude<LessonAction, { kind: 'set-comment' }>
  | ({ readonly kind: 'set-comment'; readonly text: string } & Seen);

/** One thing that somebody does on a lesson. */
export class RecordEntry extends Command<Outcome> {
  constructor(
    readonly lessonId: string,
    readonly action: SpokenAction,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Many things on one lesson in one step, all or nothing. */
export class RecordEntries extends Command<Outcome> {
  constructor(
    readonly lessonId: string,
    readonly actions: readonly SpokenAction[],
    readonly context: CommandContext,
    readonly imported: Imported | null = null,
  ) {
    super();
  }
}

@CommandHandler(RecordEntry)
export class RecordEntryHandler implements ICommandHandler<RecordEntry> {
  constructor(
    private readonly streams: Streams,
    private readonly settings: Settings,
    private readonly seals: Seals,
  ) {}

  async execute({ lessonId, action, context }: RecordEntry): Promise<Outcome> {
    const { lesson: state, setting } = await this.settings.of(lessonId, context, null);
    const sealed = await sealedAction(action, state, context.schoolId, this.seals);
    const stream = lessonStream(context.schoolId, lessonId);
    return this.streams.execute(stream, lesson, { kind: 'RecordEntry', action: sealed, setting }, context);
  }
}

@CommandHandler(RecordEntries)
export class RecordEntriesHandler implements ICommandHandler<RecordEntries> {
  constructor(
    private readonly streams: Streams,
    private readonly settings: Settings,
    private readonly seals: Seals,
  ) {}

  async execute({ lessonId, actions, context, imported }: RecordEntries): Promise<Outcome> {
    const { lesson: state, setting } = await this.settings.of(lessonId, context, imported);
    const sealed: LessonAction[] = [];
    for (const action of actions) {
      sealed.push(await sealedAction(action, state, context.schoolId, this.seals));
    }
    const stream = lessonStream(context.schoolId, lessonId);
    return this.streams.execute(stream, lesson, { kind: 'RecordEntries', actions: sealed, setting }, context);
  }
}

/** Whose key seals a lesson's free text. */
export const sealOf = (lessonId: string): string => `lesson:${lessonId}`;

/** The action with its free text sealed under the lesson's key. A comment that stands already keeps its seal. */
async function sealedAction(
  action: SpokenAction,
  state: Lesson,
  schoolId: string,
  seals: Seals,
): Promise<LessonAction> {
  const seal = (text: string): Promise<string> => seals.seal(schoolId, sealOf(state.lessonId), text);
  if (action.kind === 'set-comment') {
    const { text, ...rest } = action;
    const said = limited(text, MAX_COMMENT, 'text');
    const stands = state.comment?.value ?? '';
    const isSame =
      said !== '' && stands !== '' && (await seals.unseal(schoolId, sealOf(state.lessonId), stands)) === said;
    return { ...rest, sealed: said === '' ? '' : isSame ? stands : await seal(said) };
  }
  if (action.kind === 'take-roll-call') {
    const exceptions: AttendanceOf[] = [];
    for (const exception of action.exceptions) exceptions.push(await sealedNote(exception, seal));
    return { ...action, exceptions } satisfies ActionOf<'take-roll-call'>;
  }
  return sealedNote(action, seal);
}

async function sealedNote<Said extends object>(
  said: Said & { readonly note?: string | undefined },
  seal: (text: string) => Promise<string>,
): Promise<Said> {
  const note = limited(said.note ?? '', MAX_NOTE, 'note');
  return note === '' ? said : { ...said, note: await seal(note) };
}
