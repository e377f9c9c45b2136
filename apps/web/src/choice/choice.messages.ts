import { catalogue } from '../words/catalogue.ts';

export const choiceWords = catalogue({
  ru: {
    looking: 'Ищем…',
    nothing: 'Ничего не нашлось.',
    twoLetters: 'Наберите хотя бы две буквы.',
    clear: (label: string, chosen: string) => `${label}: ${chosen}. Убрать`,
    kinds: { pupil: 'ученик', parent: 'родитель', staff: 'сотрудник' },
  },
  en: {
    looking: 'Looking…',
    nothing: 'Nothing was found.',
    twoLetters: 'Type at least two letters.',
    clear: (label: string, chosen: string) => `${label}: ${chosen}. Remove`,
    kinds: { pupil: 'pupil', parent: 'parent', staff: 'staff' },
  },
});
