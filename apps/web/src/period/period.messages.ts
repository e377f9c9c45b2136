import { catalogue } from '../words/catalogue.ts';

export const periodWords = catalogue({
  ru: {
    period: 'Период',
    kinds: { week: 'Неделя', month: 'Месяц', term: 'Четверть' },
    earlier: { week: 'Предыдущая неделя', month: 'Предыдущий месяц', term: 'Предыдущая четверть' },
    later: { week: 'Следующая неделя', month: 'Следующий месяц', term: 'Следующая четверть' },
  },
  en: {
    period: 'Period',
    kinds: { week: 'Week', month: 'Month', term: 'Term' },
    earlier: { week: 'Week before', month: 'Month before', term: 'Term before' },
    later: { week: 'Week after', month: 'Month after', term: 'Term after' },
  },
});
