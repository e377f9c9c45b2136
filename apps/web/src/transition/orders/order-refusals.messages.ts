import { catalogue } from '../../words/catalogue.ts';

/** What the server refuses about an order, by the code of the problem and by the rule of a field. */
export const orderRefusals = catalogue({
  ru: {
    codes: {
      'not-ready': 'Издать пока нельзя: приказ называет то, чего ещё нет. Список — на странице приказа.',
      'not-issued': 'Этот приказ ещё не издан.',
      'already-issued': 'Приказ уже издан: изменить его может только другой приказ.',
      'already-repealed': 'Этот приказ уже отменён.',
      dropped: 'Этот проект отложен.',
      'number-taken': 'Такой номер в этом году уже есть у другого приказа.',
      'changed-meanwhile':
        'Пока вы правили, проект изменил кто-то другой: на странице уже его правка. Проверьте и сохраните ещё раз.',
      unavailable: 'Бумагу сейчас не удалось составить. Ничего не записано; попробуйте ещё раз.',
    },
    rules: {
      taken: 'Такой номер в этом году уже есть у другого приказа.',
      'one-line': 'Здесь одна строка, без переносов.',
      id: 'Выберите из списка.',
      kind: 'Выберите из списка.',
      date: 'Укажите день.',
      twice: 'Поле названо дважды.',
    },
  },
  en: {
    codes: {
      'not-ready':
        'It cannot be issued yet: the order names something that is missing. The order’s page lists it.',
      'not-issued': 'This order was not issued yet.',
      'already-issued': 'The order was issued: nothing but another order changes it.',
      'already-repealed': 'This order was repealed already.',
      dropped: 'This draft was put away.',
      'number-taken': 'Another order of this year has this number.',
      'changed-meanwhile':
        'Somebody else changed the draft meanwhile: the page shows their change. Check it and save again.',
      unavailable: 'The paper could not be made now. Nothing was recorded; try again.',
    },
    rules: {
      taken: 'Another order of this year has this number.',
      'one-line': 'There is one line here, without breaks.',
      id: 'Choose from the list.',
      kind: 'Choose from the list.',
      date: 'Give a day.',
      twice: 'The field is named twice.',
    },
  },
});
