import { Button, Group, NativeSelect, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { get, type Schema, send } from '../api/client.ts';
import { useAddress } from '../app/address.ts';
import { CommandDialog } from '../form/command-dialog.tsx';
import { useCommand } from '../form/use-command.ts';
import { useTyped } from '../form/use-typed.ts';
import { registersWords } from '../registers/registers.messages.ts';
import { Answer } from '../states/answer.tsx';
import { Message } from '../states/message.tsx';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { type GroupLine, useGroups } from './groups.ts';
import { OfYear } from './of-year.tsx';
import { useRegisters } from './registers.ts';
import { SetUpPage } from './set-up-page.tsx';
import { setUpWords } from './set-up.messages.ts';
import { TimetableDraft } from './timetable-draft.tsx';
import { timetableWords } from './timetable.messages.ts';
import { WeekGrid } from './week-grid.tsx';
import { weekdayTitle } from './weekdays.ts';
import type { Year } from './years.ts';

type Version = Schema<'TimetableVersionAnswer'>;
type Warning = Schema<'TimetableWarning'>;

/** The weekly timetables of a class or group, version by version. */
export default function TimetablePage(): ReactElement {
  const setUp = useWords(setUpWords);
  return (
    <SetUpPage title={setUp.matters.timetable}>
      <OfYear>{(year) => <OfGroup year={year} />}</OfYear>
    </SetUpPage>
  );
}

function OfGroup({ year }: { readonly year: Year }): ReactElement {
  const words = useWords(timetableWords);
  const { kinds } = useWords(registersWords);
  const address = useAddress();
  const groups = useGroups(year.yearId);
  return (
    <Answer query={groups}>
      {(all) => {
        const own = all.filter(({ kind, dissolved }) => kind !== 'subgroup' && !dissolved);
        const group = own.find(({ groupId }) => groupId === address.of('group')) ?? own[0];
        if (group === undefined) return <Message title={words.noClasses} why={words.noClassesWhy} />;
        return (
          <>
            <NativeSelect
              label={words.ofWhom}
              w={260}
              mb="md"
              value={group.groupId}
              onChange={(event) => address.say({ group: event.currentTarget.value, version: null })}
              data={own.map(({ groupId, title, kind }) => ({
                value: groupId,
                label: kind === 'class' ? title : `${title} (${kinds[kind]})`,
              }))}
            />
            <Versions key={group.groupId} year={year} group={group} groups={all} />
          </>
        );
      }}
    </Answer>
  );
}

function Versions({
  year,
  group,
  groups,
}: {
  readonly year: Year;
  readonly group: GroupLine;
  readonly groups: readonly GroupLine[];
}): ReactElement {
  const words = useWords(timetableWords);
  const time = useSchoolTime();
  const address = useAddress();
  const [draft, setDraft] = useState<readonly Schema<'SlotFields'>[] | null>(null);
  const [ending, setEnding] = useState<Version | null>(null);
  const timetable = useQuery({
    queryKey: ['timetables', group.groupId],
    queryFn: ({ signal }) => get<Schema<'TimetableAnswer'>>(`timetables/${group.groupId}`, {}, signal),
    meta: { models: ['timetables'] },
  });
  const registers = useRegisters(
    group.kind === 'class' ? { classId: group.groupId } : { yearId: year.yearId },
  );
  const today = time.today();
  return (
    <Answer query={timetable}>
      {({ versions }) => {
        const standing = versions.filter(({ from, to }) => from <= to);
        const inForce = standing.findLast(({ from, to }) => from <= today && today <= to);
        const shown =
          standing.find(({ timetableId }) => timetableId === address.of('version')) ??
          inForce ??
          standing.at(-1);
        const mine = (registers.data ?? []).filter(
          ({ groups: of, classIds, closedOn }) =>
            (of.some(({ groupId }) => groupId === group.groupId) || classIds.includes(group.groupId)) &&
            closedOn === null,
        );
        if (draft !== null) {
          return (
            <TimetableDraft
              year={year}
              group={group}
              registers={mine}
              slots={draft}
              cancel={() => setDraft(null)}
              published={(timetableId) => {
                setDraft(null);
                address.say({ version: timetableId });
              }}
            />
          );
        }
        const sixDays = shown?.slots.some(({ weekday }) => weekday === 6) === true;
        return (
          <>
            <Group align="end" gap="sm" mb="md">
              {standing.length > 0 && (
                <NativeSelect
                  label={words.version}
                  value={shown?.timetableId ?? ''}
                  onChange={(event) => address.say({ version: event.currentTarget.value })}
                  data={standing.map((version) => ({
                    value: version.timetableId,
                    label: `${time.dayAndMonth(version.from)} — ${time.dayAndMonth(version.to)}${version === inForce ? ` (${words.inForce})` : ''}`,
                  }))}
                />
              )}
              <Button
                onClick={() =>
                  setDraft(
                    (shown?.slots ?? []).map(({ registerId, weekday, number, parity, room }) => ({
                      registerId,
                      weekday,
                      number,
                      parity,
                      room: room ?? null,
                    })),
                  )
                }
              >
                {shown === undefined ? words.make : words.makeFromThis}
              </Button>
              {shown !== undefined && (
                <Button variant="default" onClick={() => setEnding(shown)}>
                  {words.end}
                </Button>
              )}
            </Group>
            {shown === undefined ? (
              <Message title={words.none} why={words.noneWhy} />
            ) : (
              <Answer query={registers}>
                {(known) => (
                  <>
                    <Warnings groups={groups} groupId={group.groupId} version={shown} registers={known} />
                    <WeekGrid
                      label={words.week(group.title)}
                      slots={shown.slots}
                      registers={known}
                      sixDays={sixDays}
                    />
                  </>
                )}
              </Answer>
            )}
            {ending !== null && (
              <EndVersion groupId={group.groupId} version={ending} close={() => setEnding(null)} />
            )}
          </>
        );
      }}
    </Answer>
  );
}

function Warnings({
  groups,
  groupId,
  version,
  registers,
}: {
  readonly groups: readonly GroupLine[];
  readonly groupId: string;
  readonly version: Version;
  readonly registers: readonly Schema<'RegisterLine'>[];
}): ReactElement | null {
  const words = useWords(timetableWords);
  const time = useSchoolTime();
  const warnings = useQuery({
    queryKey: ['timetables', groupId, 'warnings', version.timetableId],
    queryFn: ({ signal }) =>
      get<Schema<'TimetableWarningsAnswer'>>(
        `timetables/${groupId}/versions/${version.timetableId}/warnings`,
        {},
        signal,
      ),
    meta: { models: ['timetables', 'registers', 'years'] },
  });
  const found = warnings.data?.warnings ?? [];
  if (found.length === 0) return null;
  const subjectOf = (registerId: string): string =>
    registers.find((register) => register.registerId === registerId)?.subjectTitle ?? words.aLesson;
  const other = ({ otherGroupId }: Warning): string =>
    groups.find((group) => group.groupId === otherGroupId)?.title ?? '';
  return (
    <section className="set-up-section timetable-warnings">
      <Title order={2} size="h4" mb={4}>
        {words.warnings(found.length)}
      </Title>
      <ul>
        {found.map((warning, index) => (
          <li key={index}>
            {words.at(weekdayTitle(time, warning.weekday), warning.number)}, {subjectOf(warning.registerId)}:{' '}
            {words.clash[warning.code](other(warning), warning.room ?? '')}
          </li>
        ))}
      </ul>
    </section>
  );
}

function EndVersion({
  groupId,
  version,
  close,
}: {
  readonly groupId: string;
  readonly version: Version;
  readonly close: () => void;
}): ReactElement {
  const words = useWords(timetableWords);
  const time = useSchoolTime();
  const command = useCommand();
  const today = time.today();
  const { typed, field } = useTyped({ to: today < version.to ? today : version.to }, command);
  const end = (): Promise<unknown> => {
    const path = `timetables/${groupId}/versions/${version.timetableId}/end`;
    return send('POST', path, typed);
  };
  return (
    <CommandDialog
      title={words.end}
      explain={words.endExplain}
      act={words.end}
      danger
      command={command}
      tell={end}
      close={close}
    >
      <TextInput label={words.lastDay} type="date" required {...field('to')} />
      <Text c="dimmed">
        {time.day(version.from)} — {time.day(version.to)}
      </Text>
    </CommandDialog>
  );
}
