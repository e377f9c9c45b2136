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
    page.locator('main').getByRole('link', { name: link }).first().click();

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

/** Opens the draft of another order that starts the transition; the first visitor begins it. */
const openDraft: Act = async (page) => {
  await page.locator('.order-item').first().waitFor();
  const draft = page.locator('.order-item', { hasText: 'проект' }).getByRole('link', { name: /^О переходе/ });
  if ((await draft.count()) > 0) return draft.first().click();
  await page.getByRole('button', { name: 'Подготовить приказ' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Подготовить' }).click();
};

/** Begins a new version of a timetable with what the one in force has. */
const draftTimetable: Act = async (page) => {
  await pressFirst('Новая версия из этой')(page);
  await page.locator('button.week-slot').first().waitFor();
};

/** Makes an assessment of today, and stands on its page. */
const makeAssessment: Act = inTurn(pressFirst('Провести оценку'), async (page) => {
  await page.getByRole('dialog').getByRole('button', { name: 'Провести оценку' }).click();
  await page.waitForURL(/verdict\/[0-9a-f-]{36}/);
});

/** Gives a mark that somebody else gave another value a moment before, and looks at what became of it. */
const beRefused: Act = async (page) => {
  await page.route(
    '**/entries',
    async (route) => {
      const request = route.request();
      const { actions } = request.postDataJSON() as { actions: readonly object[] };
      const earlier = actions.map((action) => ({ ...action, value: '3' }));
      await page.request.post(request.url(), {
        headers: { 'idempotency-key': crypto.randomUUID() },
        data: { actions: earlier },
      });
      await route.continue();
    },
    { times: 1 },
  );
  await page.locator('td.active:not([data-away])').filter({ hasText: /^$/ }).first().focus();
  await page.keyboard.press('Digit4');
  await page.getByRole('button', { name: /^Не принято/ }).click();
  await page.getByRole('dialog', { name: 'Не принято' }).getByText('Записать моё').waitFor();
};

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
      (page) =>
        page
          .getByRole('gridcell')
          .filter({ hasText: /^[345]$/ })
          .first()
          .focus(),
      askBy('Digit2'),
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
  { name: 'corrections', role: 'deputy-head', path: '/timeliness/corrections?state=all' },
  {
    name: 'correction-return',
    role: 'deputy-head',
    path: '/timeliness/corrections',
    act: async (page) => {
      await page.locator('.corrections-acts button').last().click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'corrections-own', role: 'teacher', path: '/today/corrections?state=all' },
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
  {
    name: 'erasure',
    role: 'administrator',
    path: '/school/people?kind=pupil',
    act: inTurn(openFirst(/^А/), pressFirst('Удалить данные')),
  },
  { name: 'groups', role: 'administrator', path: '/school/groups' },
  { name: 'set-up-class', role: 'administrator', path: '/school/groups', act: openFirst('7А') },
  { name: 'set-up-registers', role: 'administrator', path: '/school/registers' },
  { name: 'set-up-timetable', role: 'administrator', path: '/school/timetable' },
  { name: 'timetable-draft', role: 'administrator', path: '/school/timetable', act: draftTimetable },
  {
    name: 'lesson-of-a-draft',
    role: 'administrator',
    path: '/school/timetable',
    act: inTurn(draftTimetable, (page) => page.locator('button.week-slot').first().click()),
  },
  { name: 'policy', role: 'administrator', path: '/school/policy' },
  { name: 'school-name', role: 'administrator', path: '/school/name' },
  { name: 'road', role: 'deputy-head', path: '/transition' },
  { name: 'road-for-the-head', role: 'head', path: '/transition' },
  { name: 'transition-plan', role: 'deputy-head', path: '/transition/plan' },
  {
    name: 'changed-dates-of-a-task',
    role: 'deputy-head',
    path: '/transition/plan',
    act: async (page) => {
      await page
        .getByRole('button', { name: /^Действия: / })
        .first()
        .click();
      await page.getByRole('menuitem', { name: 'Перенести срок' }).click();
    },
  },
  { name: 'local-acts', role: 'deputy-head', path: '/transition/acts' },
  {
    name: 'local-act',
    role: 'deputy-head',
    path: '/transition/acts',
    act: openFirst('Должностные инструкции'),
  },
  { name: 'local-act-for-the-auditor', role: 'auditor', path: '/transition/acts', act: openFirst('Устав') },
  { name: 'rooms', role: 'deputy-head', path: '/transition/resources' },
  { name: 'workplaces', role: 'head', path: '/transition/resources?view=places' },
  {
    name: 'import-of-rooms',
    role: 'deputy-head',
    path: '/transition/resources',
    act: (page) => page.getByRole('button', { name: 'Загрузить список' }).click(),
  },
  { name: 'training-of-the-staff', role: 'deputy-head', path: '/transition/training' },
  {
    name: 'course',
    role: 'deputy-head',
    path: '/transition/training',
    act: openFirst('Первая группа'),
  },
  { name: 'notices', role: 'deputy-head', path: '/transition/consent' },
  { name: 'acquaintance', role: 'deputy-head', path: '/transition/consent?view=sheets' },
  { name: 'parents-opinion', role: 'deputy-head', path: '/transition/consent?view=parents' },
  { name: 'orders', role: 'head', path: '/transition/orders' },
  { name: 'order', role: 'head', path: '/transition/orders', act: openFirst(/^О переходе/) },
  {
    name: 'draft-order',
    role: 'deputy-head',
    path: '/transition/orders',
    act: openFirst(/^О прекращении ведения/),
  },
  {
    name: 'regulation-of-an-order',
    role: 'deputy-head',
    path: '/transition/orders',
    act: inTurn(openDraft, openFirst('Изменить текст')),
  },
  { name: 'verdict', role: 'head', path: '/transition/verdict' },
  { name: 'assessment', role: 'head', path: '/transition/verdict', act: openFirst(/^Оценка от/) },
  { name: 'transition-policy', role: 'deputy-head', path: '/transition/policy' },
  { name: 'own-training', role: 'teacher', path: '/training' },
  { name: 'final-test', role: 'teacher', path: '/training', act: openFirst('Продолжить тест') },
  { name: 'passed-test', role: 'teacher', path: '/training', act: openFirst('Посмотреть') },
  { name: 'certificate', role: 'teacher', path: '/training', act: openFirst(/^[0-9A-Z]{4}-/) },
  { name: 'unknown-certificate', role: null, path: '/certificates/school/0000-0000-0000-0000' },
  // These change what other screens show: they stand last.
  {
    name: 'comparison',
    role: 'deputy-head',
    path: '/transition/verdict',
    act: inTurn(makeAssessment, openFirst(/^←/), openFirst('Сравнить две последние')),
  },
  { name: 'refusals', role: 'teacher', path: '/today', act: inTurn(openRegister, beRefused) },
];
