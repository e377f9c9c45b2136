import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { Link } from 'wouter';
import { get, type Schema } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { pupilName } from '../app/names.ts';
import { Dialog } from '../form/dialog.tsx';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import type { Act } from './act.ts';
import { outbox, useActs } from './outbox.ts';
import { refusalWords, whyOf } from './refusals.messages.ts';
import { useSaidValues } from './said-values.ts';

/** What was not accepted, each with the reason, both values where there are two, and the next step. */
export function Refusals({ close }: { readonly close: () => void }): ReactElement {
  const words = useWords(refusalWords);
  const refused = useActs(({ state }) => state === 'refused');
  const pages = useQueries({
    queries: [...new Set(refused.map(({ lessonId }) => lessonId))].map((lessonId) => ({
      queryKey: ['lesson', lessonId],
      queryFn: () => get<Schema<'LessonPage'>>(`lessons/${lessonId}`),
    })),
  });
  const pageOf = ({ lessonId }: Act): Schema<'LessonPage'> | undefined =>
    pages.find(({ data }) => data?.lesson.lessonId === lessonId)?.data;
  return (
    <Dialog title={words.title} close={close} isWide>
      <Stack gap="lg">
        {refused.map((act) => (
          <RefusedAct key={act.id} act={act} page={pageOf(act)} close={close} />
        ))}
      </Stack>
    </Dialog>
  );
}

/** One refused act. */
export function RefusedAct({
  act,
  page,
  close,
}: {
  readonly act: Act;
  readonly page: Schema<'LessonPage'> | undefined;
  readonly close: () => void;
}): ReactElement {
  const words = useWords(refusalWords);
  const time = useSchoolTime();
  const said = useSaidValues();
  const { wish, refusal } = act;
  const pupil =
    'pupilId' in wish ? page?.pupils.find(({ personId }) => personId === wish.pupilId) : undefined;
  const standing = refusal?.more['standing'] as { value: unknown; eventId: string } | null | undefined;
  const isConflict = refusal?.code === 'changed-meanwhile';
  const [busy, setBusy] = useState(false);
  const keepMine = async (): Promise<void> => {
    setBusy(true);
    const seen = standing?.eventId ?? null;
    const stands = wish.kind === 'mark' && wish.markId === null ? await markOf(act.lessonId, seen) : null;
    outbox.add([
      {
        lessonId: act.lessonId,
        // A colleague's mark stands where a new one was meant: it is corrected, not joined by a second one.
        wish: wish.kind === 'mark' && stands !== null ? { ...wish, markId: stands } : wish,
        seen,
        reason: 'other',
        note: words.chosen,
      },
    ]);
    await outbox.drop(act.id);
  };
  return (
    <div>
      <Text fw={600}>
        {[
          page && `${time.day(page.lesson.date)}, ${page.subject?.title ?? ''}`,
          pupil && pupilName(pupil),
          words.what[wish.kind],
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      <Text>{words.why[whyOf(refusal?.code ?? '')]}</Text>
      <Text>
        {words.yours}: <b>{said.wish(wish)}</b>
        {isConflict && (
          <>
            {' · '}
            {words.standing}: <b>{said.value(standing?.value ?? null)}</b>
          </>
        )}
      </Text>
      <Group mt={6} gap="sm">
        {isConflict && (
          <Button size="compact-md" loading={busy} onClick={() => void keepMine()}>
            {words.keepMine}
          </Button>
        )}
        <Button size="compact-md" variant="default" onClick={() => void outbox.drop(act.id)}>
          {isConflict ? words.keepTheirs : words.drop}
        </Button>
        {page && (
          <Anchor
            component={Link}
            href={`/registers/${page.lesson.registerId}?lesson=${act.lessonId}`}
            onClick={close}
          >
            {words.toRegister}
          </Anchor>
        )}
      </Group>
    </div>
  );
}

/** The id of the mark that an event gave or changed last; null where it is no mark's, or nobody answers. */
async function markOf(lessonId: string, eventId: string | null): Promise<string | null> {
  try {
    const { lesson } = await get<Schema<'LessonPage'>>(`lessons/${lessonId}`);
    return lesson.marks.find((mark) => mark.eventId === eventId)?.markId ?? null;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return null;
  }
}
