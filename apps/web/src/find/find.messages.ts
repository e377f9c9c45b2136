import { catalogue } from '../words/catalogue.ts';

export const findWords = catalogue({
  ru: {
    find: 'Поиск',
    findBy: {
      everything: 'Человек, класс, журнал, раздел',
      registers: 'Журнал, раздел',
      places: 'Раздел',
    },
    place: 'раздел',
    class: 'класс',
    register: 'журнал',
    keys: '↑ ↓ — выбрать, Enter — открыть, Esc — закрыть',
    mine: 'Сеансы и пароль',
  },
  en: {
    find: 'Search',
    findBy: {
      everything: 'Person, class, register, place',
      registers: 'Register, place',
      places: 'Place',
    },
    place: 'place',
    class: 'class',
    register: 'register',
    keys: '↑ ↓ choose, Enter opens, Esc closes',
    mine: 'Sessions and password',
  },
});
