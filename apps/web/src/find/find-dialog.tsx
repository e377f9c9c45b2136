import { Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useLocation } from 'wouter';
import { useHas, useMe } from '../app/me.ts';
import { fullName } from '../app/names.ts';
import { placesOf, placeWords } from '../app/places.ts';
import { Choice, type Option } from '../choice/choice.tsx';
import { choiceWords } from '../choice/choice.messages.ts';
import { useFoundPeople } from '../choice/found-people.ts';
import { isNamed, registersNamed, registerTitle, useRegisters } from '../choice/found-registers.ts';
import { useClasses } from '../classes/classes.ts';
import { Dialog } from '../form/dialog.tsx';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { findWords } from './find.messages.ts';

const MOST = 14;

/** Finds people, classes, registers and places by name, as far as the account may see them, and goes there. */
export default function FindDialog({ close }: { readonly close: () => void }): ReactElement {
  const words = useWords(findWords);
  const choices = useWords(choiceWords);
  const places = useWords(placeWords);
  const [, goTo] = useLocation();
  const { roles } = useMe();
  const today = useSchoolTime().today();
  // The same as docs/access.md: who reads the people, the diaries and the events of the whole school.
  const readsSchool = useHas('head', 'deputy-head', 'administrator', 'auditor');
  const opensPeople = useHas('head', 'deputy-head', 'auditor');
  const isTeacher = useHas('teacher');
  const [typed, setTyped] = useState('');
  const { people, isLooking } = useFoundPeople(typed, opensPeople);
  const registers = useRegisters(readsSchool ? 'school' : isTeacher ? 'own' : 'none');
  const classes = useClasses(today, today, readsSchool);

  const ofPlaces: readonly Option[] = [
    ...placesOf(roles).map(({ path, title }) => ({ id: path, title: places[title] })),
    { id: '/me', title: words.mine },
  ]
    .filter(({ title }) => typed.trim() !== '' && isNamed(title, typed))
    .map((option) => ({ ...option, about: words.place }));
  const ofClasses: readonly Option[] = (classes.data ?? [])
    .filter(({ title }) => typed.trim() !== '' && isNamed(title, typed))
    .map(({ groupId, title }) => ({ id: `/registers?class=${groupId}`, title, about: words.class }));
  const ofPeople: readonly Option[] = people.map((person) => ({
    id:
      person.kind === 'pupil'
        ? `/diary/${person.personId}`
        : person.kind === 'staff'
          ? `/audit?actorId=${person.personId}`
          : `/audit?personId=${person.personId}`,
    title: fullName(person),
    about: choices.kinds[person.kind],
  }));
  const ofRegisters: readonly Option[] = registersNamed(registers.data ?? [], typed).map((line) => ({
    id: `/registers/${line.registerId}`,
    title: registerTitle(line),
    about: words.register,
  }));
  const options = [...ofPlaces, ...ofClasses, ...ofPeople, ...ofRegisters].slice(0, MOST);
  const waits = isLooking || (registers.isLoading && registers.isFetching) || classes.isLoading;
  const label = readsSchool
    ? words.findBy.everything
    : isTeacher
      ? words.findBy.registers
      : words.findBy.places;
  return (
    <Dialog title={words.find} close={close} isWide isHigh>
      <Choice
        label={label}
        typed={typed}
        type={setTyped}
        options={options}
        state={options.length > 0 ? '' : waits ? choices.looking : choices.nothing}
        choose={({ id }) => {
          close();
          goTo(id);
        }}
        isInline
        takesFocus
      />
      <Text c="dimmed" size="sm" mt="xs">
        {words.keys}
      </Text>
    </Dialog>
  );
}
