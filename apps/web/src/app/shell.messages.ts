import { catalogue } from '../words/catalogue.ts';

export const shellWords = catalogue({
  ru: {
    product: 'Журнал',
    places: 'Разделы',
    toContent: 'К содержанию',
    me: 'Моя учётная запись',
    sessions: 'Сеансы и пароль',
    signOut: 'Выйти',
    light: 'Светлая',
    dark: 'Тёмная',
    auto: 'Как в системе',
    theme: 'Оформление',
    language: 'Язык',
    online: 'На связи',
    offline: 'Нет сети',
    roles: {
      teacher: 'учитель',
      'class-teacher': 'классный руководитель',
      head: 'директор',
      'deputy-head': 'заместитель директора',
      administrator: 'администратор',
      pupil: 'ученик',
      parent: 'родитель',
      auditor: 'аудитор',
      'region-officer': 'сотрудник управления образования',
    },
    unsentTitle: 'Не всё отправлено',
    unsent:
      'На этом устройстве ждут отправки записи журнала. Если выйти сейчас, они останутся на нём и уйдут после вашего следующего входа.',
    stay: 'Остаться',
    leave: 'Всё равно выйти',
  },
  en: {
    product: 'Journal',
    places: 'Places',
    toContent: 'To the content',
    me: 'My account',
    sessions: 'Sessions and password',
    signOut: 'Sign out',
    light: 'Light',
    dark: 'Dark',
    auto: 'As the system',
    theme: 'Theme',
    language: 'Language',
    online: 'Connected',
    offline: 'No network',
    roles: {
      teacher: 'teacher',
      'class-teacher': 'class teacher',
      head: 'head',
      'deputy-head': 'deputy head',
      administrator: 'administrator',
      pupil: 'pupil',
      parent: 'parent',
      auditor: 'auditor',
      'region-officer': 'region officer',
    },
    unsentTitle: 'Not everything is sent',
    unsent:
      'Journal entries wait on this device. If you sign out now, they stay on it and go out after you sign in next time.',
    stay: 'Stay',
    leave: 'Sign out anyway',
  },
});

/** Every language is named in itself. */
export const languageNames = { ru: 'Русский', en: 'English' } as const;
