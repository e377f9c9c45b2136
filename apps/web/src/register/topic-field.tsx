import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { get, type Schema } from '../api/client.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { registerWords } from './register.messages.ts';
import { SavedText } from './saved-text.tsx';

/** A lesson's topic. Parallel classes are asked about once somebody comes to write it. */
export function TopicField({
  lessonId,
  topic,
  isPlanned,
  isLocked,
  save,
  done,
}: {
  readonly lessonId: string;
  readonly topic: string;
  readonly isPlanned: boolean;
  readonly isLocked: boolean;
  readonly save: (text: string) => void;
  readonly done: () => void;
}): ReactElement {
  const words = useWords(registerWords);
  const time = useSchoolTime();
  const [isAsked, ask] = useState(false);
  const { data } = useQuery({
    queryKey: ['parallel-topics', lessonId],
    queryFn: ({ signal }) => get<Schema<'ParallelTopics'>>(`lessons/${lessonId}/parallel-topics`, {}, signal),
    enabled: isAsked,
  });
  return (
    <SavedText
      name="topic"
      label={isPlanned ? words.topicPlanned : words.topic}
      value={topic}
      most={500}
      isLocked={isLocked}
      suggestions={(data?.topics ?? []).map(({ topic: text, groups, date }) => ({
        text,
        from: words.ofParallel(groups.join(', '), time.dayAndMonth(date)),
      }))}
      onFocus={() => ask(true)}
      save={save}
      done={done}
    />
  );
}
