import { catalogue } from '../words/catalogue.ts';

export const registersWords = catalogue({
  ru: {
    title: 'Журналы',
    chooseClass: 'Класс',
    none: 'Журналов пока нет.',
    noneOwn: 'Вам ещё не назначены журналы.',
    noneWhy: 'Журнал — это предмет класса или группы на учебный год; его открывает администратор школы.',
    group: 'Класс, группа',
    subject: 'Предмет',
    teachers: 'Ведёт',
    closed: 'закрыт',
    kinds: {
      class: 'класс',
      subgroup: 'подгруппа',
      individual: 'индивидуально',
      elective: 'факультатив',
      club: 'кружок',
      'extended-day': 'ГПД',
    },
  },
  en: {
    title: 'Registers',
    chooseClass: 'Class',
    none: 'There are no registers yet.',
    noneOwn: 'No registers are assigned to you yet.',
    noneWhy:
      'A register is a subject of a class or group for an academic year; the school’s administrator opens it.',
    group: 'Class, group',
    subject: 'Subject',
    teachers: 'Taught by',
    closed: 'closed',
    kinds: {
      class: 'class',
      subgroup: 'subgroup',
      individual: 'individual',
      elective: 'elective',
      club: 'club',
      'extended-day': 'extended day',
    },
  },
});
