import { staffName } from '../../app/names.ts';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import type { Task } from './plan.ts';
import { planWords } from './plan.messages.ts';

/** What completed a task, in words: who said so and what was done, or what the system saw; null: it is not done. */
export function useCompletion({ completion }: Pick<Task, 'completion'>): string | null {
  const words = useWords(planWords);
  const time = useSchoolTime();
  if (completion === null) return null;
  const { by, note, seen, at } = completion;
  const who = seen === null ? (by === null ? '—' : staffName(by)) : words.seenBy;
  const what = seen === null ? note : saidSeen(seen, words, (date) => time.day(date));
  return [words.doneBy(who, time.moment(at)), what].filter((part) => part !== null && part !== '').join(': ');
}

type Seen = Exclude<Exclude<Task['completion'], null>['seen'], null>;

function saidSeen(
  { kind, done = 0, of = 0, condition, numerator = 0, denominator = 0, ...other }: Seen,
  words: (typeof planWords)['en'],
  dayOf: (date: string) => string,
): string {
  const { number = '', on = '', criterion = 0, weeks = [] } = other;
  switch (kind) {
    case 'acts':
      return words.seen.acts(done, of);
    case 'act':
      return words.seen.act;
    case 'condition':
      return words.seen.condition(words.conditions[condition ?? 'acts'], numerator, denominator);
    case 'order':
      return words.seen.order(number, dayOf(on));
    case 'criterion':
      return words.seen.criterion(
        criterion,
        weeks.map(({ value }) => `${Math.round(value * 10) / 10} %`).join(', '),
      );
  }
}
