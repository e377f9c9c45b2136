import { catalogue } from '../../words/catalogue.ts';

export const transitionPolicyWords = catalogue({
  ru: {
    title: 'Правила перехода',
    isDefault: 'Действуют обычные правила: школа их ещё не меняла.',
    isVersion: (version: number) => `Действует версия ${version}.`,
    condition2: 'Условие 2 требует',
    condition3: 'Условие 3 требует',
    flags: {
      placeForEveryTeacher: 'рабочее место у каждого учителя',
      networkInEveryRoom: 'сеть в каждом кабинете расписания',
      deviceInEveryRoom: 'исправный компьютер в каждом кабинете расписания (в модели — идеал)',
      hoursToo: 'кроме теста — все часы программы',
    },
    test: 'Итоговый тест и оценка готовности',
    numbers: {
      testQuestions: 'Вопросов в тесте, от 5 до 40',
      testMinutes: 'Время на тест, минут',
      passMark: 'Сколько верных ответов нужно, %',
      tries: 'Сколько раз можно начать тест',
      weeksAssessed: 'Сколько учебных недель оценивать, не меньше',
      weeksUnderTarget: 'Предупреждать, если показатель ниже норматива столько недель подряд',
    },
    reason: 'Основание',
    reasonHint: 'Например, «решение педсовета № 3». Без имён: текст хранится открыто.',
    set: (version: number) => `Ввести версию ${version}`,
    history: 'Прежние версии',
    noHistory: 'Версий ещё не было.',
    version: (version: number) => `версия ${version}`,
    summary: (questions: number, minutes: number, passMark: number, tries: number) =>
      `тест: ${questions} вопр., ${minutes} мин, ${passMark} %, попыток ${tries}`,
  },
  en: {
    title: 'Rules of the transition',
    isDefault: 'The usual rules hold: the school has not changed them.',
    isVersion: (version: number) => `Version ${version} is in force.`,
    condition2: 'Condition 2 asks for',
    condition3: 'Condition 3 asks for',
    flags: {
      placeForEveryTeacher: 'a place to work at for every teacher',
      networkInEveryRoom: 'a network in every room of the timetable',
      deviceInEveryRoom: 'a computer in order in every room of the timetable (the model’s ideal)',
      hoursToo: 'all hours of the programme, besides the test',
    },
    test: 'Final test and assessment',
    numbers: {
      testQuestions: 'Questions of a test, 5 to 40',
      testMinutes: 'Time for a test, minutes',
      passMark: 'Right answers that pass, %',
      tries: 'How often a test may be begun',
      weeksAssessed: 'School weeks that an assessment looks at, at least',
      weeksUnderTarget: 'Warn when a criterion is under its target for so many weeks on end',
    },
    reason: 'Ground',
    reasonHint: 'For example, “decision of the council no. 3”. No names: the text is kept in the clear.',
    set: (version: number) => `Set version ${version}`,
    history: 'Versions before',
    noHistory: 'There were no versions yet.',
    version: (version: number) => `version ${version}`,
    summary: (questions: number, minutes: number, passMark: number, tries: number) =>
      `test: ${questions} questions, ${minutes} min, ${passMark} %, ${tries} tries`,
  },
});
