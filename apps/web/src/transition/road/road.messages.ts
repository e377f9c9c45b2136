import { catalogue, enCount, ruCount } from '../../words/catalogue.ts';

export const roadWords = catalogue({
  ru: {
    title: 'Переход на безбумажный журнал',
    next: 'Что делать дальше',
    nothingNext: 'Все работы плана выполнены.',
    whole: (count: number) => `Весь план: ещё ${ruCount(count, 'работа', 'работы', 'работ')}`,
    until: (day: string) => `до ${day}`,
    conditions: 'Условия перехода',
    condition: {
      acts: '1. Утверждённая база локальных актов',
      resources: '2. Достаточная ресурсная база',
      training: '3. Подготовка сотрудников',
    },
    figures: {
      acts: (done: number, all: number) => `готово актов: ${done} из ${all}`,
      places: (done: number, all: number) => `учителей с рабочим местом: ${done} из ${all}`,
      network: (done: number, all: number) => `кабинетов с сетью: ${done} из ${all}`,
      devices: (done: number, all: number) => `кабинетов с компьютером: ${done} из ${all}`,
      training: (done: number, all: number) => `обучено: ${done} из ${all}`,
    },
    criteria: 'Шесть показателей журнала',
    criteriaWhy: 'Их считает страница «Готовность» по записям журнала.',
    toCriteria: 'Открыть «Готовность»',
    toVerdict: 'Готова ли школа?',
    loading: 'считаем…',
  },
  en: {
    title: 'Transition to a journal without paper',
    next: 'What to do next',
    nothingNext: 'All tasks of the plan are done.',
    whole: (count: number) => `The whole plan: ${enCount(count, 'more task', 'more tasks')}`,
    until: (day: string) => `by ${day}`,
    conditions: 'Conditions of the transition',
    condition: {
      acts: '1. The local acts are approved',
      resources: '2. Resources enough',
      training: '3. The staff are prepared',
    },
    figures: {
      acts: (done: number, all: number) => `acts ready: ${done} of ${all}`,
      places: (done: number, all: number) => `teachers with a place to work at: ${done} of ${all}`,
      network: (done: number, all: number) => `rooms with a network: ${done} of ${all}`,
      devices: (done: number, all: number) => `rooms with a computer: ${done} of ${all}`,
      training: (done: number, all: number) => `trained: ${done} of ${all}`,
    },
    criteria: 'Six criteria of the journal',
    criteriaWhy: 'The page “Readiness” computes them from the entries of the journal.',
    toCriteria: 'Open “Readiness”',
    toVerdict: 'Is the school ready?',
    loading: 'computing…',
  },
});
