import { catalogue, enCount, ruCount } from '../words/catalogue.ts';

/** The seed's names of the six criteria, and what each of them counts. */
export const criterionWords = catalogue({
  ru: {
    names: {
      1: 'Степень наполненности расписания',
      2: 'Ведение планирования',
      3: 'Ведение журнала',
      4: 'Количество активированных пользователей',
      5: 'Количество уникальных входов пользователей',
      6: 'Online ведение журнала',
    },
    means: {
      1: 'классы, у которых расписание действует каждый учебный день',
      2: 'уроки с темой или домашним заданием',
      3: 'уроки, где есть хотя бы одна запись: оценка, посещаемость, отметка о проведении или комментарий',
      4: 'активированные учётные записи среди созданных школой',
      5: 'вошедшие хотя бы раз среди активированных',
      6: 'записи, сделанные не позднее 24 часов после урока',
    },
    counted: {
      classes: (count: number) => ruCount(count, 'класс', 'класса', 'классов'),
      lessons: (count: number) => ruCount(count, 'урок', 'урока', 'уроков'),
      accounts: (count: number) => ruCount(count, 'учётная запись', 'учётные записи', 'учётных записей'),
      people: (count: number) => ruCount(count, 'пользователь', 'пользователя', 'пользователей'),
      entries: (count: number) => ruCount(count, 'запись', 'записи', 'записей'),
    },
    ofAll: {
      classes: (count: number) => ruCount(count, 'класса', 'классов', 'классов'),
      lessons: (count: number) => ruCount(count, 'урока', 'уроков', 'уроков'),
      accounts: (count: number) => ruCount(count, 'учётной записи', 'учётных записей', 'учётных записей'),
      people: (count: number) => ruCount(count, 'пользователя', 'пользователей', 'пользователей'),
      entries: (count: number) => ruCount(count, 'записи', 'записей', 'записей'),
    },
    lacking: {
      classes: (count: number) => `не хватает: ${ruCount(count, 'класс', 'класса', 'классов')}`,
      lessons: (count: number) => `не хватает: ${ruCount(count, 'урок', 'урока', 'уроков')}`,
      accounts: (count: number) => `не хватает: ${ruCount(count, 'активация', 'активации', 'активаций')}`,
      people: (count: number) => `не хватает: ${ruCount(count, 'вошедший', 'вошедших', 'вошедших')}`,
      entries: (count: number) =>
        `не хватает: ${ruCount(count, 'запись в срок', 'записи в срок', 'записей в срок')}`,
    },
    met: 'достигнут',
    noData: 'нет данных',
    percent: (value: string) => `${value}\u00a0%`,
  },
  en: {
    names: {
      1: 'Timetable filled',
      2: 'Planning kept',
      3: 'Journal kept',
      4: 'Activated users',
      5: 'Unique users who signed in',
      6: 'Journal kept online',
    },
    means: {
      1: 'classes whose timetable is in force on every school day',
      2: 'lessons with a topic or homework',
      3: 'lessons with at least one entry: mark, attendance, held mark or comment',
      4: 'activated accounts of those that the school created',
      5: 'those who signed in at least once, of the activated',
      6: 'entries made no later than 24 hours after the lesson',
    },
    counted: {
      classes: (count: number) => enCount(count, 'class', 'classes'),
      lessons: (count: number) => enCount(count, 'lesson', 'lessons'),
      accounts: (count: number) => enCount(count, 'account', 'accounts'),
      people: (count: number) => enCount(count, 'user', 'users'),
      entries: (count: number) => enCount(count, 'entry', 'entries'),
    },
    ofAll: {
      classes: (count: number) => enCount(count, 'class', 'classes'),
      lessons: (count: number) => enCount(count, 'lesson', 'lessons'),
      accounts: (count: number) => enCount(count, 'account', 'accounts'),
      people: (count: number) => enCount(count, 'user', 'users'),
      entries: (count: number) => enCount(count, 'entry', 'entries'),
    },
    lacking: {
      classes: (count: number) => `lacking: ${enCount(count, 'class', 'classes')}`,
      lessons: (count: number) => `lacking: ${enCount(count, 'lesson', 'lessons')}`,
      accounts: (count: number) => `lacking: ${enCount(count, 'activation', 'activations')}`,
      people: (count: number) => `lacking: ${enCount(count, 'user who signed in', 'users who signed in')}`,
      entries: (count: number) => `lacking: ${enCount(count, 'entry in time', 'entries in time')}`,
    },
    met: 'met',
    noData: 'no data',
    percent: (value: string) => `${value}\u00a0%`,
  },
});
