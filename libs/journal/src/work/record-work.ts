import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Outcome, Streams } from '#event-store';
import { type CommandContext, notFound } from '#kernel';
import { Seals } from '#platform';
import { lesson } from '../lesson/lesson.ts';
import { lessonStream } from '../lesson/lesson.events.ts';
import { MAX_NOTE } from '../lesson/limits.ts';
import { limited } from '../lesson/refusals.ts';
import { sealedReview } from '../lesson/review-correction.ts';
import { Settings } from '../lesson/settings.ts';
import { SchoolFacts } from '../school-facts/school-facts.ts';
import { datedWork, type WorkAction } from './work.ts';
import { datedWorkStream } from './work.events.ts';

/** One thing that somebody does with a work beyond one lesson. Notes are plain: they are sealed when recorded. */
export class RecordWork extends Command<Outcome> {
  constructor(
    readonly registerId: string,
    readonly workId: string,
    readonly action: WorkAction,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RecordWork)
export class RecordWorkHandler implements ICommandHandler<RecordWork> {
  constructor(
    private readonly streams: Streams,
    private readonly settings: Settings,
    private readonly facts: SchoolFacts,
    private readonly seals: Seals,
  ) {}

  async execute({ registerId, workId, action, context }: RecordWork): Promise<Outcome> {
    const { schoolId } = context;
    const setting = await this.settings.ofRegister(registerId, context);
    const { yearId } = setting.register;
    const year = await this.facts.year(schoolId, yearId);
    if (year === null) throw notFound('academic year', yearId);
    const named = action.kind === 'set-dated-work' ? action.lessonIds : [];
    const lessons = new Map<string, string | null>();
    for (const lessonId of named) lessons.set(lessonId, await this.#registerOf(schoolId, lessonId));
    const sealed = await this.#sealed(action, schoolId, workId);
    const command = { workId, action: sealed, setting, year, lessons };
    return this.streams.execute(datedWorkStream(schoolId, workId), datedWork, command, context);
  }

  async #registerOf(schoolId: string, lessonId: string): Promise<string | null> {
    const { state } = await this.streams.load(lessonStream(schoolId, lessonId), lesson);
    return state?.plan.registerId ?? null;
  }

  async #sealed(action: WorkAction, schoolId: string, workId: string): Promise<WorkAction> {
    const seal = (note: string): Promise<string> => this.seals.seal(schoolId, sealOfWork(workId), note);
    if (action.kind === 'review-correction') return sealedReview(action, seal);
    if (!('note' in action)) return action;
    const note = limited(action.note ?? '', MAX_NOTE, 'note');
    return { ...action, note: note === '' ? '' : await seal(note) };
  }
}

/** Whose key seals a work's free text. */
export const sealOfWork = (workId: string): string => `work:${workId}`;
