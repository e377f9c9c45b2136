import { demoSubjects } from './curriculum.ts';
import type { SchoolDescription } from './school-description.ts';

const PUPILS = [22, 26] as const;
const TAUGHT = ['ru', 'read', 'math', 'world', 'en', 'art', 'mus', 'tech', 'pe', 'choir', 'day'];

/** The second demo school: a small one of four primary classes, which has walked the whole road and runs without paper. */
export const school12: SchoolDescription = {
  seed: 2_012,
  name: 'Муниципальное общеобразовательное учреждение «Начальная школа № 12» (демонстрационная)',
  shortName: 'Начальная школа № 12 (демо)',
  timeZone: 'Europe/Moscow',
  loginPrefix: '12.',
  classes: {
    1: { letters: 'А', shift: 1, pupils: PUPILS },
    2: { letters: 'А', shift: 1, pupils: PUPILS },
    3: { letters: 'А', shift: 1, pupils: PUPILS },
    4: { letters: 'А', shift: 1, pupils: PUPILS },
  },
  departments: [
    { position: 'учитель начальных классов', teaches: [], teachers: 4, men: 0 },
    { position: 'учитель английского языка', teaches: ['en'], teachers: 2, men: 0 },
    { position: 'учитель музыки', teaches: ['mus'], teachers: 1, men: 0 },
    { position: 'учитель физической культуры', teaches: ['pe'], teachers: 1, men: 1 },
    { position: 'воспитатель группы продлённого дня', teaches: [], teachers: 1, men: 0 },
  ],
  subjects: demoSubjects.filter(({ code }) => TAUGHT.includes(code)),
  afternoon: [
    {
      key: 'club-choir',
      kind: 'club',
      title: 'Хор',
      grade: null,
      classKeys: ['2А', '3А', '4А'],
      takes: (nth) => nth % 4 === 0,
      subject: 'choir',
      department: 2,
      teacher: 0,
      at: [[4, 7]],
    },
    {
      key: 'day-1',
      kind: 'extended-day',
      title: 'ГПД, 1–2 классы',
      grade: 1,
      classKeys: ['1А', '2А'],
      takes: (nth) => nth % 3 === 1,
      subject: 'day',
      department: 4,
      teacher: 0,
      at: [
        [1, 7],
        [2, 7],
        [3, 7],
        [4, 7],
        [5, 7],
      ],
    },
  ],
  diligence: [
    { weight: 6, keeps: 0.995, onTime: 0.97, topic: 0.995, homework: 0.9 },
    { weight: 3, keeps: 0.98, onTime: 0.85, topic: 0.985, homework: 0.85 },
  ],
  leastInterest: 0.6,
  looks: 0.5,
  teachersIll: 2,
  lessonsChanged: 5,
  lapseIn: '4А',
  told: { teacherOf: '3А/en1', classTeacherOf: '2А', pupilOf: '2А' },
  road: 'whole',
};
