import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useEffect } from 'react';
import { get, send } from '../../api/client.ts';
import { Page } from '../../app/page.tsx';
import { Answer } from '../../states/answer.tsx';
import { Loading } from '../../states/loading.tsx';
import { useWords } from '../../words/catalogue.ts';
import '../transition.css';
import './own.css';
import { ownWords } from './own.messages.ts';
import type { Test } from './test.ts';
import { TestOver } from './test-over.tsx';
import { TestUnderWay } from './test-under-way.tsx';

/** One's own final test: its questions while it is under way, and its result afterwards. */
export default function TestPage({ attemptId }: { readonly attemptId: string }): ReactElement {
  const words = useWords(ownWords);
  const queries = useQueryClient();
  const queryKey = ['me', 'tests', attemptId];
  const test = useQuery({
    queryKey,
    queryFn: ({ signal }) => get<Test>(`me/tests/${attemptId}`, {}, signal),
    staleTime: Infinity,
  });
  const again = (): void => void queries.invalidateQueries({ queryKey });
  return (
    <Page title={words.testTitle}>
      <Answer query={test} loading={<Loading lines={10} />}>
        {(found) =>
          found.result !== null ? (
            <TestOver test={found} />
          ) : found.over ? (
            <RunOut attemptId={attemptId} done={again} />
          ) : (
            <TestUnderWay test={found} ended={again} />
          )
        }
      </Answer>
    </Page>
  );
}

/** The time ran out while nobody was here: the result is asked for. */
function RunOut({
  attemptId,
  done,
}: {
  readonly attemptId: string;
  readonly done: () => void;
}): ReactElement {
  const words = useWords(ownWords);
  useEffect(() => {
    void send('POST', `me/tests/${attemptId}/finish`).then(done, done);
    // Once: the page shows the result that comes of it.
  }, []);
  return (
    <>
      <p>
        {words.over}. {words.overWhy}
      </p>
      <Loading lines={3} />
    </>
  );
}
