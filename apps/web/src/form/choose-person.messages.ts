import { catalogue } from '../words/catalogue.ts';

export const choosePersonWords = catalogue({
  ru: {
    hint: 'Начните с фамилии: хватит двух букв',
    another: 'Другой человек',
    found: 'Найденные',
    more: 'Есть ещё: допишите фамилию.',
    nobody: 'Никого с таким именем нет.',
    kinds: { pupil: 'ученик', parent: 'родитель', staff: 'сотрудник' },
  },
  en: {
    hint: 'Begin with the family name: two letters are enough',
    another: 'Another person',
    found: 'Found',
    more: 'There are more: type more of the name.',
    nobody: 'There is nobody of that name.',
    kinds: { pupil: 'pupil', parent: 'parent', staff: 'staff' },
  },
});
