import { catalogue } from '../words/catalogue.ts';

export const dayStepsWords = catalogue({
  ru: {
    date: 'Дата',
    today: 'К сегодняшнему дню',
    earlier: 'Предыдущий день',
    later: 'Следующий день',
  },
  en: {
    date: 'Date',
    today: 'Back to today',
    earlier: 'Day before',
    later: 'Day after',
  },
});
