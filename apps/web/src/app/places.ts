import { catalogue } from '../words/catalogue.ts';
import type { Role } from './me.ts';

export const placeWords = catalogue({
  ru: {
    today: 'Сегодня',
    registers: 'Журналы',
    myClass: 'Мой класс',
    diary: 'Дневник',
    averages: 'Успеваемость',
    morning: 'День школы',
    timeliness: 'Своевременность',
    substitutions: 'Замены',
    readiness: 'Готовность',
    transition: 'Переход',
    training: 'Моё обучение',
    setUp: 'Школа',
    accounts: 'Учётные записи',
    audit: 'События',
  },
  en: {
    today: 'Today',
    registers: 'Registers',
    myClass: 'My class',
    diary: 'Diary',
    averages: 'Progress',
    morning: 'School day',
    timeliness: 'Timeliness',
    substitutions: 'Substitutions',
    readiness: 'Readiness',
    transition: 'Transition',
    training: 'My training',
    setUp: 'School',
    accounts: 'Accounts',
    audit: 'Events',
  },
});

/** A place of the left-hand list. */
export interface Place {
  readonly path: string;
  readonly title: keyof (typeof placeWords)['ru'];
}

const places: Readonly<Record<Role, readonly Place[]>> = {
  teacher: [
    { path: '/today', title: 'today' },
    { path: '/registers', title: 'registers' },
    { path: '/training', title: 'training' },
  ],
  'class-teacher': [{ path: '/class', title: 'myClass' }],
  'deputy-head': [
    { path: '/morning', title: 'morning' },
    { path: '/timeliness', title: 'timeliness' },
    { path: '/substitutions', title: 'substitutions' },
    { path: '/registers', title: 'registers' },
    { path: '/readiness', title: 'readiness' },
    { path: '/transition', title: 'transition' },
    { path: '/audit', title: 'audit' },
  ],
  head: [
    { path: '/morning', title: 'morning' },
    { path: '/timeliness', title: 'timeliness' },
    { path: '/substitutions', title: 'substitutions' },
    { path: '/registers', title: 'registers' },
    { path: '/readiness', title: 'readiness' },
    { path: '/transition', title: 'transition' },
    { path: '/audit', title: 'audit' },
  ],
  administrator: [
    { path: '/readiness', title: 'readiness' },
    { path: '/transition', title: 'transition' },
    { path: '/school', title: 'setUp' },
    { path: '/accounts', title: 'accounts' },
    { path: '/registers', title: 'registers' },
  ],
  pupil: [
    { path: '/diary', title: 'diary' },
    { path: '/averages', title: 'averages' },
  ],
  parent: [
    { path: '/diary', title: 'diary' },
    { path: '/averages', title: 'averages' },
  ],
  auditor: [
    { path: '/audit', title: 'audit' },
    { path: '/registers', title: 'registers' },
    { path: '/readiness', title: 'readiness' },
    { path: '/transition', title: 'transition' },
  ],
  'region-officer': [{ path: '/readiness', title: 'readiness' }],
};

/** At most so many stand in the list: six of every day, and the transition while it lasts. */
const MOST_PLACES = 7;

/** Where an account with these roles goes; the first one is where it begins. */
export function placesOf(roles: readonly Role[]): readonly Place[] {
  const found = new Map<string, Place>();
  for (const role of roles)
    for (const place of places[role]) if (!found.has(place.path)) found.set(place.path, place);
  return [...found.values()].slice(0, MOST_PLACES);
}
