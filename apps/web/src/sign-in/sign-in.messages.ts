import { catalogue } from '../words/catalogue.ts';

export const signInWords = catalogue({
  ru: {
    title: 'Вход в журнал',
    login: 'Логин',
    password: 'Пароль',
    remember: 'Не выходить на этом устройстве',
    rememberHint: 'Не ставьте на общем компьютере',
    signIn: 'Войти',
    first: 'Первый раз? Введите код с листка активации',
    wrong: 'Логин или пароль не подходит. Проверьте раскладку и Caps Lock.',
    blocked: 'Эта учётная запись заблокирована. Почему и что делать, знает администратор школы.',
    tooMany: (seconds: number) => `Слишком много попыток. Подождите ${seconds} с и попробуйте снова.`,
    busy: 'Сейчас входят очень многие. Попробуйте ещё раз через несколько секунд.',
    noNetwork: 'Нет связи со школьным сервером.',
    empty: 'Введите логин и пароль.',
  },
  en: {
    title: 'Sign in to the journal',
    login: 'Login',
    password: 'Password',
    remember: 'Stay signed in on this device',
    rememberHint: 'Not on a shared computer',
    signIn: 'Sign in',
    first: 'First time? Enter the code from your activation slip',
    wrong: 'The login or the password does not fit. Check the keyboard layout and Caps Lock.',
    blocked: 'This account is blocked. The school’s administrator knows why and what to do.',
    tooMany: (seconds: number) => `Too many attempts. Wait ${seconds} s and try again.`,
    busy: 'Very many are signing in just now. Try again in a few seconds.',
    noNetwork: 'No connection to the school’s server.',
    empty: 'Enter the login and the password.',
  },
});
