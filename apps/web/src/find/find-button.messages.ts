import { catalogue } from '../words/catalogue.ts';

export const findButtonWords = catalogue({
  ru: { find: 'Поиск', keys: 'Ctrl+K' },
  en: { find: 'Search', keys: 'Ctrl+K' },
});
