import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { type DaysAround, daysAround } from '../support/days-around.ts';
import type { Holder } from '../support/ground.ts';
import { SmallSchool } from '../support/small-school.ts';
import { launchChromium } from './support/chromium.ts';
import { SchoolServer } from './support/school-server.ts';
import { Visitor } from './support/visitor.ts';

/*
 * The days of those from outside as they see them: the built program, a real Chromium. An auditor finds who changed a
 * mark, when and why; a region officer reads readiness, and no more than that.
 */

jest.setTimeout(120_000);

const PUPIL = { familyName: 'Соколов', givenName: 'Тимур' };
const TO_BE_SEEN = { basedOn: null };

let server: SchoolServer;
let browser: Browser;
let school: SmallSchool;
let days: DaysAround;
let teacher: Holder;
/** As the teacher stands in sentences, and in full. */
let named: { readonly short: string; readonly full: string };
let pupilId: string;
let auditor: Visitor;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), SchoolServer.make({ hasOfficer: true })]);
  days = daysAround(Date.now());
  school = await SmallSchool.on(server, days, ['auditor', 'region-officer']);
  teacher = school.holder('teacher');
  const { classId, subjectId, teacherId, lessonIds } = school.own;
  await school.do('PUT', `subjects/${subjectId}`, { title: 'Алгебра', shortTitle: 'Алг' });
  pupilId = await school.person('pupil', PUPIL);
  await school.do('POST', `groups/${classId}/members`, { pupilIds: [pupilId], from: days.today });
  const { familyName } = await school.do('GET', `people/${teacherId}`);
  named = { short: `${familyName} И.`, full: `${familyName} Иван` };
  const path = `lessons/${lessonIds.at(-1)}`;
  await school.do('PUT', `${path}/topic`, { topic: 'Дроби', ...TO_BE_SEEN }, teacher);
  const mark = { pupilId, value: '3', ...TO_BE_SEEN };
  const given = await school.do<{ markId: string; eventIds: string[] }>(
    'POST',
    `${path}/marks`,
    mark,
    teacher,
  );
  const corrected = { value: '5', reason: 'checking-error', basedOn: given.eventIds[0] };
  await school.do('PATCH', `${path}/marks/${given.markId}`, corrected, teacher);
  auditor = await Visitor.of(browser, server.url);
  await auditor.signIn(school.holder('auditor').login);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const heading = (page: Page, name: string | RegExp): Locator => page.getByRole('heading', { level: 1, name });
const sentences = (page: Page): Locator => page.locator('.audit-sentence');
const GIVEN = 'Поставлена отметка 3 (работа на уроке)';
const CORRECTED = 'Исправлена отметка 3 → 5 (работа на уроке), причина: ошибка в проверке';

const loading = (page: Page): Locator => page.locator('main').getByRole('status', { name: 'Загружается…' });

/** Types a name into a field and takes what is found first. */
async function choose(page: Page, label: string, typed: string, found: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(typed);
  await page.getByRole('option', { name: found }).click();
}

describe('an auditor', () => {
  it('finds what was recorded about a pupil by the name', async () => {
    const { page } = auditor;
    await heading(page, 'События').waitFor();
    await choose(page, 'О ком', 'сокол', 'Соколов Тимур');
    await page.getByText('4\u00a0события. Раньше ничего нет.').waitFor();
    expect(await sentences(page).allInnerTexts()).toEqual([
      `${CORRECTED} — Соколов Тимур`,
      `${GIVEN} — Соколов Тимур`,
      expect.stringMatching(/^Зачисление в 5А с .* — Соколов Тимур$/),
      expect.stringMatching(/^Внесён человек \(ученик\): Соколов Тимур/),
    ]);
    const about = await page.locator('.audit-about').first().innerText();
    expect(about).toContain(`${named.short} (учитель) · 5А, Алгебра, `);
    expect(about).toContain('6 урок');
  });

  it('narrows it to one kind, and to what one person recorded', async () => {
    const { page } = auditor;
    await page.getByLabel('Что', { exact: true }).selectOption('correction');
    await page.getByText('1\u00a0событие. Раньше ничего нет.').waitFor();
    await choose(page, 'Кто записал', named.full.slice(0, -5), named.full);
    await page.waitForURL(/actorId=/);
    await sentences(page).first().waitFor();
    await page.getByText('1\u00a0событие. Раньше ничего нет.').waitFor();
    expect(await sentences(page).allInnerTexts()).toEqual([`${CORRECTED} — Соколов Тимур`]);
    expect(new URL(page.url()).searchParams.get('actorId')).toBe(school.own.teacherId);
  });

  it('opens a record whole, and all that was done in its session', async () => {
    const { page } = auditor;
    await page.getByRole('button', { name: /^Показать запись целиком/ }).click();
    const envelope = page.locator('.audit-envelope');
    const whole = await envelope.innerText();
    for (const said of ['MarkCorrected', 'checking-error', teacher.sessionId, 'Хеш цепочки', '"value": "3"'])
      expect(whole).toContain(said);
    await envelope.getByRole('link', { name: 'всё в этом сеансе' }).click();
    await page.getByText('4\u00a0события. Раньше ничего нет.').waitFor();
    expect(await sentences(page).allInnerTexts()).toEqual([
      `${CORRECTED} — Соколов Тимур`,
      `${GIVEN} — Соколов Тимур`,
      'Записана тема: «Дроби»',
      'Вход в журнал',
    ]);
  });

  it('reads the life of the lesson, and of the mark', async () => {
    const { page } = auditor;
    await page.getByRole('link', { name: 'Жизнь урока' }).first().click();
    await heading(page, /^Жизнь урока: 5А, Алгебра, .*6 урок$/).waitFor();
    await sentences(page).first().waitFor();
    expect(await sentences(page).allInnerTexts()).toEqual([
      expect.stringMatching(/^Урок поставлен в план: .*6 урок/),
      'Записана тема: «Дроби»',
      `${GIVEN} — Соколов Тимур`,
      `${CORRECTED} — Соколов Тимур`,
    ]);
    await page.getByRole('link', { name: 'Жизнь отметки' }).first().click();
    await heading(page, 'Жизнь отметки: Соколов Тимур').waitFor();
    await page.getByText(/^Сейчас: 5/).waitFor();
    expect(await sentences(page).count()).toBe(2);
  });

  it('finds a pupil from anywhere by Ctrl+K, without a mouse', async () => {
    const { page } = auditor;
    await page.keyboard.press('Control+k');
    const finds = page.getByRole('dialog', { name: 'Поиск' });
    await finds.getByRole('combobox').waitFor();
    await page.keyboard.type('сокол');
    await finds.getByRole('option', { name: 'Соколов Тимур' }).waitFor();
    await page.keyboard.press('Enter');
    await heading(page, 'Дневник: Соколов Тимур').waitFor();
    await page
      .locator('.diary-day[data-today]')
      .getByRole('button', { name: /^Отметка 5/ })
      .waitFor();
  });
});

describe('an address that says no date', () => {
  it('does no harm: the page shows the present day instead', async () => {
    const { page } = auditor;
    for (const [place, title] of [
      [`/class/${school.own.classId}?date=2026-02-31`, /^5А, /],
      ['/morning?date=завтра', 'День школы'],
      ['/substitutions?date=0000-00-00', 'Замены'],
      ['/substitutions/month?month=2026-13', /^Замены: /],
      ['/timeliness?on=2026-99-99', 'Своевременность'],
      [`/diary/${pupilId}?week=2026-W99`, 'Дневник: Соколов Тимур'],
      ['/readiness?from=вчера&to=2026-02-30', 'Готовность к безбумажному журналу'],
      ['/audit?from=вчера&kind=correction', 'События'],
    ] as const) {
      await auditor.goWithin(place);
      await heading(page, title).waitFor();
      await loading(page).first().waitFor({ state: 'detached' });
      expect([place, await page.getByText(/не принял запрос|не отвечает/).count()]).toEqual([place, 0]);
    }
    await page.reload();
    await sentences(page).first().waitFor();
    await auditor.leave();
  });
});

describe('a region officer', () => {
  it('reads the six criteria, and of nothing else than they', async () => {
    const officer = await Visitor.of(browser, server.url);
    const { page } = officer;
    await officer.signIn(school.holder('region-officer').login);
    await heading(page, 'Готовность к безбумажному журналу').waitFor();
    await page.getByRole('heading', { level: 2, name: /^6\. Online ведение журнала/ }).waitFor();
    const criteria = page.locator('.criterion');
    expect(await criteria.count()).toBe(6);
    expect(await criteria.nth(1).innerText()).toMatch(/^2\. Ведение планирования[\s\S]* · 1 из \d+\sурок/);
    expect(await criteria.getByRole('link').count()).toBe(0);
    const places = page.getByRole('navigation', { name: 'Разделы' }).getByRole('link');
    expect(await places.allInnerTexts()).toEqual(['Готовность']);

    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Поиск' }).getByRole('combobox').waitFor();
    await page.keyboard.type('сокол');
    await page.getByText('Ничего не нашлось.').waitFor();
    await page.keyboard.press('Escape');

    for (const [place, title] of [
      [`/diary/${pupilId}`, 'Дневник'],
      [`/registers/${school.own.registerId}`, 'Страница журнала'],
      [`/class/${school.own.classId}`, 'Класс'],
      ['/audit', 'События'],
      ['/readiness/3?from=2026-09-01&to=2026-09-30', /^3\. Ведение журнала/],
    ] as const) {
      await officer.goWithin(place);
      await heading(page, title).waitFor();
      await page.getByText('Эта страница не для вашей роли').first().waitFor();
      expect(await page.getByText('Соколов').count()).toBe(0);
    }
    await officer.goWithin('/nowhere');
    await heading(page, 'Такой страницы нет').waitFor();
    await page.getByRole('link', { name: 'На первую страницу' }).click();
    await heading(page, 'Готовность к безбумажному журналу').waitFor();
    await officer.leave();
  });
});
