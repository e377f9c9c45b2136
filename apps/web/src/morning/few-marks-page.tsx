import { Anchor, Group, NativeSelect, NumberInput, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { Link } from 'wouter';
import { get, type Schema } from '../api/client.ts';
import { useAddress } from '../app/address.ts';
import { pupilName, staffName } from '../app/names.ts';
import { Page } from '../app/page.tsx';
import { useHas } from '../app/me.ts';
import { byGradeAndTitle } from '../classes/classes.ts';
import { useOwnClasses } from '../classes/own-classes.ts';
import { type Term, termOf, useTerms } from '../period/terms.ts';
import { Answer } from '../states/answer.tsx';
import { Loading } from '../states/loading.tsx';
import { Message } from '../states/message.tsx';
import { useSchoolTime } from '../time/school-time.ts';
import { groupTitles, subjectTitle } from '../today/own-lessons.ts';
import { useWords } from '../words/catalogue.ts';
import { MorningParts } from './morning-parts.tsx';
import './morning.css';
import { morningWords } from './morning.messages.ts';

type MarkCounts = Schema<'MarkCounts'>;

/** Three marks are what most schools ask for to grade a term. */
const USUAL_MARKS = 3;
const MOST_MARKS = 20;

/** Pupils with too few marks in a term («накопляемость»): of the school, or of a class teacher's own class. */
export default function FewMarksPage(): ReactElement {
  const words = useWords(morningWords);
  const time = useSchoolTime();
  const address = useAddress();
  const readsSchool = useHas('head', 'deputy-head', 'auditor');
  const terms = useTerms();
  const term =
    terms?.find(({ termId }) => termId === address.of('term')) ?? termOf(terms ?? [], time.today());
  return (
    <Page title={words.marks}>
      {readsSchool && <MorningParts />}
      {terms === undefined || term === undefined ? (
        terms === undefined ? (
          <Loading />
        ) : (
          <Message title={words.noTerms} why={words.noTermsWhy} />
        )
      ) : (
        <FewMarks terms={terms} term={term} />
      )}
    </Page>
  );
}

function FewMarks({ terms, term }: { readonly terms: readonly Term[]; readonly term: Term }): ReactElement {
  const words = useWords(morningWords);
  const time = useSchoolTime();
  const address = useAddress();
  const groupId = address.of('class');
  const asked = Number(address.of('fewer') ?? USUAL_MARKS);
  const fewerThan = Number.isInteger(asked) && asked >= 1 && asked <= MOST_MARKS ? asked : USUAL_MARKS;
  const [typed, setTyped] = useState<number | string>(fewerThan);
  const today = time.today();
  const { from } = term;
  const to = term.to < today ? term.to : today < from ? from : today;
  const classes = useOwnClasses(to);
  const counts = useQuery({
    queryKey: ['mark-counts', from, to, fewerThan, groupId],
    queryFn: ({ signal }) => get<MarkCounts>('mark-counts', { from, to, fewerThan, groupId }, signal),
    meta: { models: ['lessons'] },
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <Text c="dimmed" mb="sm" maw={720}>
        {words.marksWhat}
      </Text>
      <Group gap="md" mb="md" align="end" className="no-print">
        <NativeSelect
          label={words.term}
          value={term.termId}
          onChange={(event) => address.say({ term: event.currentTarget.value })}
          data={terms.map(({ termId, title, from: first, to: last }) => ({
            value: termId,
            label: `${title}, ${time.days(first, last)}`,
          }))}
        />
        <NumberInput
          label={words.fewerThan}
          w={180}
          min={1}
          max={MOST_MARKS}
          allowDecimal={false}
          clampBehavior="strict"
          value={typed}
          onChange={(value) => {
            setTyped(value);
            if (typeof value === 'number' && value >= 1) address.say({ fewer: String(value) });
          }}
        />
        <NativeSelect
          label={words.ofClass}
          value={groupId ?? ''}
          onChange={(event) => address.say({ class: event.currentTarget.value || null })}
          data={[
            { value: '', label: words.allClasses },
            ...(classes.data ?? []).map((one) => ({ value: one.groupId, label: one.title })),
          ]}
        />
      </Group>
      <Answer query={counts}>{(page) => <FewMarksTable page={page} />}</Answer>
    </>
  );
}

function FewMarksTable({ page }: { readonly page: MarkCounts }): ReactElement {
  const words = useWords(morningWords);
  const first = (groupIds: readonly string[]): Schema<'GroupCardView'> | undefined =>
    page.groups.find(({ groupId }) => groupId === groupIds[0]);
  const registers = page.registers
    .filter(({ pupils }) => pupils.length > 0)
    .sort((a, b) => {
      const [one, other] = [first(a.groupIds), first(b.groupIds)];
      return one === undefined || other === undefined ? 0 : byGradeAndTitle(one, other);
    });
  if (registers.length === 0) return <Message title={words.enough} why={words.enoughWhy} />;
  const pupils = registers.reduce((sum, one) => sum + one.pupils.length, 0);
  const people = new Map(page.people.map((person) => [person.personId, person]));
  return (
    <>
      <p className="morning-sum">{words.pupilsCount(pupils, registers.length)}</p>
      <table className="morning-few">
        <thead>
          <tr>
            <th scope="col">{words.ofClass}</th>
            <th scope="col">{words.subject}</th>
            <th scope="col">{words.pupils}</th>
          </tr>
        </thead>
        <tbody>
          {registers.map((register) => (
            <tr key={register.registerId}>
              <td>{groupTitles(page, register)}</td>
              <td>
                <Anchor component={Link} href={`/registers/${register.registerId}`}>
                  {subjectTitle(page, register)}
                </Anchor>
                <div className="morning-quiet">
                  {register.teacherIds
                    .map((id) => {
                      const person = people.get(id);
                      return person === undefined ? '' : staffName(person);
                    })
                    .join(', ')}
                </div>
              </td>
              <td>
                <PupilsWithFew pupils={register.pupils} people={people} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/**
 * More names than these are folded up under how many pupils have how many marks, and written once they are asked for: a
 * school has thousands.
 */
const MOST_NAMES = 6;

function PupilsWithFew({
  pupils,
  people,
}: {
  readonly pupils: MarkCounts['registers'][number]['pupils'];
  readonly people: ReadonlyMap<string, Schema<'PersonCard'>>;
}): ReactElement {
  const words = useWords(morningWords);
  const [isUnfolded, setUnfolded] = useState(false);
  const names = (): ReactElement => (
    <ul className="morning-who">
      {pupils.map(({ pupilId, marks }) => {
        const person = people.get(pupilId);
        return (
          <li key={pupilId}>
            <Link href={`/diary/${pupilId}`}>{person === undefined ? '—' : pupilName(person)}</Link>
            {': '}
            <b>{marks}</b>
          </li>
        );
      })}
    </ul>
  );
  if (pupils.length <= MOST_NAMES) return names();
  const counts = new Map<number, number>();
  for (const { marks } of pupils) counts.set(marks, (counts.get(marks) ?? 0) + 1);
  const said = [...counts].sort(([a], [b]) => a - b).map(([marks, count]) => words.pupilsWith(count, marks));
  return (
    <details onToggle={(event) => setUnfolded(event.currentTarget.open)}>
      <summary>{said.join(', ')}</summary>
      {isUnfolded && names()}
    </details>
  );
}
