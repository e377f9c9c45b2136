import { catalogue, enCount, ruCount } from '../words/catalogue.ts';

export const outboxWords = catalogue({
  ru: {
    state: 'Состояние записи',
    saved: (time: string) => `Сохранено в ${time}`,
    saving: 'Сохраняется…',
    waiting: (count: number) => `Ждут сети: ${count}`,
    signedOut: (count: number) => `Войдите снова: ждут отправки ${count}`,
    refused: (count: number) => `Не принято: ${count} — показать`,
    refusedTitle: 'Не принято',
    entries: (count: number) => ruCount(count, 'запись', 'записи', 'записей'),
  },
  en: {
    state: 'State of saving',
    saved: (time: string) => `Saved at ${time}`,
    saving: 'Saving…',
    waiting: (count: number) => `Waiting for the network: ${count}`,
    signedOut: (count: number) => `Sign in again: ${count} wait to be sent`,
    refused: (count: number) => `Not accepted: ${count} — show`,
    refusedTitle: 'Not accepted',
    entries: (count: number) => enCount(count, 'entry', 'entries'),
  },
});
