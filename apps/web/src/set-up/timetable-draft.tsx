import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { type Schema, send } from '../api/client.ts';
import { Dialog } from '../form/dialog.tsx';
import { Refused } from '../form/refused.tsx';
import { useCommand } from '../form/use-command.ts';
import { orNull, useTyped } from '../form/use-typed.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import type { GroupLine } from './groups.ts';
import type { RegisterLine } from './registers.ts';
import { setUpWords } from './set-up.messages.ts';
import { timetableWords } from './timetable.messages.ts';
import { type Slot, WeekGrid } from './week-grid.tsx';
import { weekdayTitle } from './weekdays.ts';
import type { Year } from './years.ts';

/** A version that is being made: nothing of it holds before it is published. */
export function TimetableDraft({
  year,
  group,
  registers,
  slots: first,
  cancel,
  published,
}: {
  readonly year: Year;
  readonly group: GroupLine;
  readonly registers: readonly RegisterLine[];
  readonly slots: readonly Slot[];
  readonly cancel: () => void;
  readonly published: (timetableId: string) => void;
}): ReactElement {
  const words = useWords(timetableWords);
  const setUp = useWords(setUpWords);
  const time = useSchoolTime();
  const command = useCommand();
  const [slots, setSlots] = useState(first);
  /** The slot in hand: its place in the list, which is one past the last for a new one. */
  const [inHand, setInHand] = useState<{ readonly index: number; readonly slot: Slot } | null>(null);
  const today = time.today();
  const { typed, field } = useTyped(
    { from: today < group.from ? group.from : today, to: lastDayOf(year, group) },
    command,
  );
  const publish = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await command.run(() =>
      send<Schema<'TimetablePublishedAnswer'>>('POST', 'timetables', {
        groupId: group.groupId,
        ...typed,
        slots,
      }),
    );
    if (answer !== undefined) published(answer.timetableId);
  };
  const change = (changed: readonly Slot[]): void => {
    // What was refused stood at places that may be others now.
    command.forget();
    setSlots(changed);
    setInHand(null);
  };
  return (
    <form onSubmit={(event) => void publish(event)}>
      <Text mb="sm">{words.draftExplain(group.title)}</Text>
      <Group align="start" gap="sm" mb="md">
        <TextInput label={setUp.from} type="date" required {...field('from')} />
        <TextInput label={setUp.to} type="date" required {...field('to')} />
      </Group>
      <WeekGrid
        label={words.week(group.title)}
        slots={slots}
        registers={registers}
        sixDays
        editing={{
          open: (index) => setInHand({ index, slot: slots[index]! }),
          add: (weekday, number) =>
            setInHand({
              index: slots.length,
              slot: { registerId: '', weekday, number, parity: 'every', room: null },
            }),
          wrong: (index) => command.wrong(`slots.${index}`) ?? command.wrong(`slots.${index}.registerId`),
        }}
      />
      <Group mt="md">
        <Button type="submit" loading={command.busy}>
          {words.publish}
        </Button>
        <Button variant="default" onClick={cancel}>
          {words.discard}
        </Button>
      </Group>
      <div role="status">
        <Refused said={command.refused} />
      </div>
      {inHand !== null && (
        <SlotDialog
          slot={inHand.slot}
          isNew={inHand.index === slots.length}
          registers={registers}
          close={() => setInHand(null)}
          remove={() => change(slots.filter((_, index) => index !== inHand.index))}
          put={(slot) =>
            change(
              inHand.index === slots.length
                ? [...slots, slot]
                : slots.map((each, index) => (index === inHand.index ? slot : each)),
            )
          }
        />
      )}
    </form>
  );
}

/** A timetable goes on until the lessons of the year end. */
const lastDayOf = (year: Year, group: GroupLine): string => {
  const last = year.terms.at(-1)?.to ?? year.to;
  return last < group.to ? last : group.to;
};

const parities: readonly Slot['parity'][] = ['every', 'odd', 'even'];

function SlotDialog({
  slot,
  isNew,
  registers,
  put,
  remove,
  close,
}: {
  readonly slot: Slot;
  readonly isNew: boolean;
  readonly registers: readonly RegisterLine[];
  readonly put: (slot: Slot) => void;
  readonly remove: () => void;
  readonly close: () => void;
}): ReactElement {
  const words = useWords(timetableWords);
  const setUp = useWords(setUpWords);
  const time = useSchoolTime();
  const [registerId, setRegisterId] = useState(slot.registerId);
  const [parity, setParity] = useState(slot.parity);
  const [room, setRoom] = useState(slot.room ?? '');
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // A dialog's form is not part of the form that it was opened from.
    event.stopPropagation();
    setMissing(registerId === '');
    if (registerId !== '') put({ ...slot, registerId, parity, room: orNull(room) });
  };
  return (
    <Dialog title={words.at(weekdayTitle(time, slot.weekday), slot.number)} close={close}>
      <form onSubmit={submit} className="set-up-rows">
        <NativeSelect
          label={words.register}
          value={registerId}
          onChange={(event) => setRegisterId(event.currentTarget.value)}
          error={missing ? words.chooseRegister : undefined}
          data={[
            { value: '', label: '—' },
            ...registers.map((register) => ({
              value: register.registerId,
              label:
                register.kind === 'class' && register.groups.length === 1
                  ? register.subjectTitle
                  : `${register.subjectTitle}: ${register.groups.map(({ title }) => title).join(', ')}`,
            })),
          ]}
        />
        {registers.length === 0 && <Text c="dimmed">{words.noRegisters}</Text>}
        <NativeSelect
          label={words.parity}
          value={parity}
          onChange={(event) => setParity(event.currentTarget.value as Slot['parity'])}
          data={parities.map((value) => ({ value, label: words.parities[value] }))}
        />
        <TextInput
          label={words.roomField}
          maxLength={40}
          value={room}
          onChange={(event) => setRoom(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit">{isNew ? setUp.add : words.put}</Button>
          {!isNew && (
            <Button variant="default" onClick={remove}>
              {setUp.remove}
            </Button>
          )}
          <Button variant="default" onClick={close}>
            {words.back}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
