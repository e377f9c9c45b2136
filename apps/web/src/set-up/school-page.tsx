import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { get, type Schema } from '../api/client.ts';
import { Page } from '../app/page.tsx';
import { addDays, mondayOf, useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import './set-up.css';
import { setUpWords } from './set-up.messages.ts';
import { useGroups } from './groups.ts';
import { useRegisters } from './registers.ts';
import { useSubjects } from './subjects.ts';
import { useYear, useYears, yearOf } from './years.ts';

type Matter = keyof (typeof setUpWords)['ru']['matters'];

/** What stands beside a matter; null while it is being asked for. */
interface Standing {
  readonly said: string;
  readonly isMissing: boolean;
}

const matters: readonly { readonly matter: Matter; readonly path: string }[] = [
  { matter: 'year', path: '/school/year' },
  { matter: 'calendar', path: '/school/calendar' },
  { matter: 'bells', path: '/school/bells' },
  { matter: 'subjects', path: '/school/subjects' },
  { matter: 'people', path: '/school/people' },
  { matter: 'groups', path: '/school/groups' },
  { matter: 'registers', path: '/school/registers' },
  { matter: 'timetable', path: '/school/timetable' },
  { matter: 'accounts', path: '/accounts' },
  { matter: 'policy', path: '/school/policy' },
  { matter: 'name', path: '/school/name' },
];

/** Setting a school up, step by step, with what is missing at each. */
export default function SchoolPage(): ReactElement {
  const words = useWords(setUpWords);
  const standing = useStanding();
  return (
    <Page title={words.title}>
      <Text c="dimmed" mb="sm">
        {words.intro}
      </Text>
      <ol className="set-up-matters">
        {matters.map(({ matter, path }) => {
          const found = standing[matter];
          return (
            <li key={matter}>
              <span aria-hidden="true">{found === null ? '' : found.isMissing ? '○' : '●'}</span>
              <Anchor component={Link} href={path}>
                {words.matters[matter]}
              </Anchor>
              <span className="set-up-state" data-missing={found?.isMissing === true || undefined}>
                {found === null ? '\u00a0' : `${found.isMissing ? `${words.missing}: ` : ''}${found.said}`}
              </span>
            </li>
          );
        })}
      </ol>
    </Page>
  );
}

function useStanding(): Readonly<Record<Matter, Standing | null>> {
  const { state } = useWords(setUpWords);
  const time = useSchoolTime();
  const today = time.today();
  const years = useYears();
  const line = yearOf(years.data ?? [], today);
  const year = useYear(line?.yearId ?? null).data;
  const subjects = useSubjects().data;
  const groups = useGroups(line?.yearId ?? null).data;
  const registers = useRegisters({ yearId: line?.yearId ?? null }).data;
  const staff = useAny('staff');
  const pupils = useAny('pupil');
  const parents = useAny('parent');
  const monday = mondayOf(today);
  const readiness = useQuery({
    queryKey: ['readiness', 'set-up', monday],
    queryFn: ({ signal }) =>
      get<Schema<'ReadinessReport'>>(
        'readiness',
        { from: monday, to: addDays(monday, 5), by: 'class' },
        signal,
      ),
    meta: { models: ['readiness-basis', 'account-standing'] },
  }).data;
  const policy = useQuery({
    queryKey: ['policy'],
    queryFn: ({ signal }) => get<Schema<'PolicyAnswer'>>('policy', {}, signal),
    meta: { models: ['readiness-basis', 'lesson-policy'] },
  }).data;
  const school = useQuery({
    queryKey: ['school'],
    queryFn: ({ signal }) => get<Schema<'SchoolAnswer'>>('school', {}, signal),
    staleTime: Infinity,
    meta: { models: ['school'] },
  }).data;
  const { noYear } = useWords(setUpWords);

  const missing = (said: string): Standing => ({ said, isMissing: true });
  const there = (said: string): Standing => ({ said, isMissing: false });
  const isWithoutYear = years.data !== undefined && line === undefined;
  const ofYear = (standing: () => Standing | null): Standing | null =>
    isWithoutYear ? missing(noYear) : standing();
  const classes = groups?.filter(({ kind, dissolved }) => kind === 'class' && !dissolved);
  const timetable = readiness?.criteria.find(({ criterion }) => criterion === 1);
  const activated = readiness?.criteria.find(({ criterion }) => criterion === 4);

  return {
    year: ofYear(() =>
      year === undefined
        ? null
        : year.terms.length === 0
          ? missing(state.noTerms(year.title))
          : there(state.terms(year.title, year.terms.length)),
    ),
    calendar: ofYear(() =>
      year === undefined
        ? null
        : year.daysOff.length === 0
          ? missing(state.noDaysOff)
          : there(state.daysOff(year.daysOff.length)),
    ),
    bells: ofYear(() => {
      if (year === undefined || classes === undefined) return null;
      const without = new Set(
        classes
          .filter(
            ({ grade, shift }) =>
              !year.bellSchedules.some((bells) => bells.shift === shift && bells.grades.includes(grade ?? 0)),
          )
          .map(({ grade, shift }) => state.bellsOf(grade ?? 0, shift)),
      );
      if (without.size > 0) return missing(state.noBells([...without].join('; ')));
      return year.bellSchedules.length === 0
        ? missing(state.bells(0))
        : there(state.bells(year.bellSchedules.length));
    }),
    subjects:
      subjects === undefined
        ? null
        : subjects.length === 0
          ? missing(state.noSubjects)
          : there(state.subjects(subjects.length)),
    people:
      staff === undefined || pupils === undefined || parents === undefined
        ? null
        : staff && pupils && parents
          ? there(state.people)
          : missing(
              [staff || state.noStaff, pupils || state.noPupils, parents || state.noParents]
                .filter((said) => said !== true)
                .join(', '),
            ),
    groups: ofYear(() => {
      if (groups === undefined || classes === undefined) return null;
      if (classes.length === 0) return missing(state.noClasses);
      const empty = classes.filter(({ pupils: count }) => count === 0).map(({ title }) => title);
      return empty.length > 0
        ? missing(state.emptyClasses(empty.join(', ')))
        : there(state.groups(classes.length, groups.filter(({ kind }) => kind !== 'class').length));
    }),
    registers: ofYear(() => {
      if (registers === undefined) return null;
      if (registers.length === 0) return missing(state.noRegisters);
      const bare = registers.filter(
        ({ teachers, closedOn }) =>
          closedOn === null && teachers.every(({ to }) => to !== null && to < today),
      );
      return bare.length > 0
        ? missing(state.withoutTeacher(bare.length))
        : there(state.registers(registers.length));
    }),
    timetable: ofYear(() => {
      if (readiness === undefined || timetable === undefined) return null;
      if (timetable.value === null) return there(state.noWeek);
      const bare = (readiness.rows ?? []).filter(({ criteria }) =>
        criteria.some(({ criterion, numerator, denominator }) => criterion === 1 && numerator < denominator),
      );
      return bare.length > 0
        ? missing(state.noTimetable(bare.map(({ title }) => title).join(', ')))
        : there(state.timetable);
    }),
    accounts:
      activated === undefined
        ? null
        : activated.denominator === 0
          ? missing(state.accounts(0, 0))
          : there(state.accounts(activated.numerator, activated.denominator)),
    policy:
      policy === undefined
        ? null
        : there(policy.version === 0 ? state.policyDefault : state.policy(policy.version)),
    name: school === undefined ? null : there(school.name),
  };
}

/** Whether there is anybody of a kind; undefined while it is being asked. */
function useAny(kind: Schema<'PersonLine'>['kind']): boolean | undefined {
  return useQuery({
    queryKey: ['people', 'any', kind],
    queryFn: async ({ signal }) =>
      (await get<Schema<'PeopleAnswer'>>('people', { kind, limit: 1 }, signal)).items.length > 0,
    meta: { models: ['people'] },
  }).data;
}
