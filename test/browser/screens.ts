import type { AccountRole } from '#accounts/events';
import type { Page } from 'playwright-core';

/** A screen as somebody comes to it. */
export interface Screen {
  /** Of its pictures. */
  readonly name: string;
  /** null: nobody has signed in. */
  readonly role: AccountRole | null;
  readonly path: string;
  /** What leads on from there. */
  readonly act?: (page: Page) => Promise<void>;
}

type Act = NonNullable<Screen['act']>;

const openFirst =
  (link: string | RegExp): Act =>
  (page) =>
    page.getByRole('link', { name: link }).first().click();

const pressFirst =
  (button: string | RegExp): Act =>
  (page) =>
    page.getByRole('button', { name: button }).first().click();

/** Asks for something by the keyboard and waits until a dialog answers. */
const askBy =
  (...keys: readonly string[]): Act =>
  async (page) => {
    for (const key of keys) await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
  };

const inTurn =
  (...acts: readonly Act[]): Act =>
  async (page) => {
    for (const act of acts) await act(page);
  };

/** Opens the register of a lesson of today, or of the last school day, and stands in the column of the lesson. */
const openRegister: Act = inTurn(openFirst('Открыть журнал'), (page) =>
  page.locator('[role=gridcell][tabindex="0"]').focus(),
);

/** A pasted column of marks, one of which nobody can read. */
const paste: Act = async (page) => {
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '5\n4\nшесть\nн\n');
    document.activeElement!.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  });
  await page.getByRole('dialog').waitFor();
};

/** Sets a work outside lessons and opens it. */
const openWork: Act = inTurn(openFirst('Открыть журнал'), pressFirst('Работа вне уроков'), async (page) => {
  const sets = page.getByRole('dialog', { name: 'Работа вне уроков' });
  await sets.getByLabel('Название').fill('Двор в числах');
  await sets.getByRole('button', { name: 'Задать работу' }).click();
  await page
    .getByRole('button', { name: /^Двор в числах/ })
    .first()
    .click();
  await page.getByRole('dialog', { name: /^Двор в числах/ }).waitFor();
});

/** Every screen of the product. A place that the server serves and nobody shows here fails the test. */
export const screens: readonly Screen[] = [
  { name: 'sign-in', role: null, path: '/' },
  { name: 'activation', role: null, path: '/activate' },
  { name: 'today', role: 'teacher', path: '/today' },
  { name: 'registers', role: 'teacher', path: '/registers' },
  { name: 'register', role: 'teacher', path: '/today', act: openFirst('Открыть журнал') },
  { name: 'keys', role: 'teacher', path: '/today', act: inTurn(openRegister, askBy('Shift+?')) },
  { name: 'cell-history', role: 'teacher', path: '/today', act: inTurn(openRegister, askBy('F2')) },
  { name: 'pasted-column', role: 'teacher', path: '/today', act: inTurn(openRegister, paste) },
  {
    name: 'reason',
    role: 'teacher',
    path: '/today',
    act: inTurn(
      openRegister,
      (page) => page.keyboard.press('Digit3'),
      // What the server has not taken yet is changed without a reason.
      (page) => page.waitForResponse((answer) => answer.request().method() === 'POST').then(() => undefined),
      askBy('ArrowUp', 'Digit5'),
    ),
  },
  {
    name: 'mark-of-an-absent-pupil',
    role: 'teacher',
    path: '/today',
    act: inTurn(openRegister, askBy('ArrowDown', 'KeyY', 'ArrowUp', 'Digit5')),
  },
  {
    name: 'new-work',
    role: 'teacher',
    path: '/today',
    act: inTurn(openFirst('Открыть журнал'), pressFirst('Работа вне уроков')),
  },
  { name: 'work', role: 'teacher', path: '/today', act: openWork },
  { name: 'sessions', role: 'teacher', path: '/me' },
  { name: 'find', role: 'teacher', path: '/today', act: askBy('Control+k') },
  { name: 'nowhere', role: 'teacher', path: '/today/nowhere' },
  { name: 'not-here', role: 'teacher', path: '/registers/0f8f5a52-93a5-4b1c-9f9e-1f5c3a1c9c11' },
  { name: 'diary', role: 'pupil', path: '/diary' },
  { name: 'averages', role: 'pupil', path: '/averages' },
  { name: 'diary-of-a-child', role: 'parent', path: '/diary' },
  { name: 'school-day', role: 'deputy-head', path: '/morning' },
  { name: 'few-marks', role: 'deputy-head', path: '/morning/marks' },
  { name: 'class', role: 'class-teacher', path: '/class' },
  {
    name: 'absence-reason',
    role: 'class-teacher',
    path: '/class',
    act: pressFirst(/^(Указать причину|Изменить)/),
  },
  { name: 'substitutions', role: 'deputy-head', path: '/substitutions' },
  {
    name: 'substitute',
    role: 'deputy-head',
    path: '/substitutions',
    act: async (page) => {
      const teacher = page.getByLabel('Отсутствующий учитель');
      await teacher.selectOption({ index: 5 });
      await page.locator('.substitutions-lessons li').first().waitFor();
    },
  },
  { name: 'moved-lessons', role: 'deputy-head', path: '/substitutions/moves' },
  { name: 'substitutions-of-a-month', role: 'deputy-head', path: '/substitutions/month' },
  { name: 'timeliness', role: 'deputy-head', path: '/timeliness' },
  { name: 'readiness', role: 'administrator', path: '/readiness' },
  { name: 'events', role: 'auditor', path: '/audit?kind=correction' },
  {
    name: 'event',
    role: 'auditor',
    path: '/audit?kind=correction',
    act: (page) =>
      page
        .getByRole('button', { name: /^Показать запись целиком/ })
        .first()
        .click(),
  },
  {
    name: 'life-of-a-lesson',
    role: 'auditor',
    path: '/audit?kind=correction',
    act: openFirst('Жизнь урока'),
  },
  { name: 'life-of-a-mark', role: 'head', path: '/audit?kind=correction', act: openFirst('Жизнь отметки') },
  // Of the work that was set on the screen `work`.
  { name: 'life-of-a-work', role: 'auditor', path: '/audit?kind=work', act: openFirst('Жизнь работы') },
  { name: 'readiness-for-the-region', role: 'region-officer', path: '/readiness' },
  {
    name: 'evidence',
    role: 'administrator',
    path: '/readiness',
    act: (page) => page.locator('main a[href^="/readiness/"]').nth(1).click(),
  },
  { name: 'accounts', role: 'administrator', path: '/accounts' },
  { name: 'account', role: 'administrator', path: '/accounts', act: pressFirst(/^А/) },
  {
    name: 'accounts-of-a-class',
    role: 'administrator',
    path: '/school/groups',
    act: inTurn(openFirst('7А'), async (page) => {
      await page.waitForURL(/groups\//);
      const groupId = new URL(page.url()).pathname.split('/').at(-1)!;
      await page.evaluate((to) => history.pushState(null, '', to), `/accounts/class/${groupId}`);
    }),
  },
  { name: 'slips', role: 'administrator', path: '/accounts/slips' },
  { name: 'new-account', role: 'administrator', path: '/accounts/new' },
  { name: 'school', role: 'administrator', path: '/school' },
  { name: 'academic-year', role: 'administrator', path: '/school/year' },
  { name: 'calendar', role: 'administrator', path: '/school/calendar' },
  { name: 'bells', role: 'administrator', path: '/school/bells' },
  { name: 'subjects', role: 'administrator', path: '/school/subjects' },
  { name: 'people', role: 'administrator', path: '/school/people' },
  { name: 'new-person', role: 'administrator', path: '/school/people/new' },
  { name: 'person', role: 'administrator', path: '/school/people?kind=pupil', act: openFirst(/^А/) },
  { name: 'groups', role: 'administrator', path: '/school/groups' },
  { name: 'set-up-class', role: 'administrator', path: '/school/groups', act: openFirst('7А') },
  { name: 'set-up-registers', role: 'administrator', path: '/school/registers' },
  { name: 'set-up-timetable', role: 'administrator', path: '/school/timetable' },
  { name: 'policy', role: 'administrator', path: '/school/policy' },
  { name: 'school-name', role: 'administrator', path: '/school/name' },
];
