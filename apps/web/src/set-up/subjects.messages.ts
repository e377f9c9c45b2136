import { catalogue } from '../words/catalogue.ts';

export const subjectsWords = catalogue({
  ru: {
    define: 'Добавить предмет',
    none: 'Предметов пока нет.',
    noneWhy: 'Добавьте предметы учебного плана: из них и классов складываются журналы.',
    title: 'Название',
    shortTitle: 'Коротко',
    shortHint: 'Для узких столбцов: «Алг»',
    area: 'Предметная область',
    areaHint: 'Можно не заполнять',
    renameExplain: 'Новое название появится и на прошлых страницах.',
  },
  en: {
    define: 'Add a subject',
    none: 'There are no subjects yet.',
    noneWhy: 'Add the subjects of the curriculum: registers are made of them and of classes.',
    title: 'Title',
    shortTitle: 'Short',
    shortHint: 'For narrow columns: “Alg”',
    area: 'Subject area',
    areaHint: 'May stay empty',
    renameExplain: 'Pages of the past show the new title too.',
  },
});
