import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { addDays } from '#kernel';
import { type DaysAround, daysAround } from '../support/days-around.ts';
import type { Holder } from '../support/ground.ts';
import { SmallSchool } from '../support/small-school.ts';
import { launchChromium } from './support/chromium.ts';
import { SchoolServer } from './support/school-server.ts';
import { saved } from './support/typing.ts';
import { Visitor } from './support/visitor.ts';

/*
 * The days of those who look after a school and a class: the built program, a real Chromium. A teacher of six lessons
 * is absent: the deputy head finds who gives them, the one who does sees it; the class teacher says why a pupil is
 * away, which the parent reads; the head reads all of it.
 */

jest.setTimeout(120_000);

const PETROVA = { familyName: 'Петрова', givenName: 'Ирина', patronymic: 'Сергеевна' };
const SIDOROV = { familyName: 'Сидоров', givenName: 'Олег' };
const ORDER = 'приказ № 17';
const REASON = 'отсутствие учителя';
const LESSONS_A_DAY = 6;
/** By one pupil, before today, without a reason. */
const MISSED = 4;
const TO_BE_SEEN = { basedOn: null };

let server: SchoolServer;
let browser: Browser;
let school: SmallSchool;
let days: DaysAround;
let petrova: Holder;
let literatureId: string;
/** Of those who have generated names, as they stand in tables. */
let named: { readonly teacher: string; readonly pupil: string; readonly classmate: string };
/** Lessons of days before today. */
let past: readonly string[];
let deputy: Visitor;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), SchoolServer.make()]);
  const around = daysAround(Date.now());
  // On a Monday, too, there are lessons whose 24 hours have run out.
  days = { ...around, lessons: { from: addDays(around.today, -4), to: around.today } };
  school = await SmallSchool.on(server, days, ['deputy-head', 'head']);
  const { classId, subjectId, teacherId, pupilId, classmateId, lessonIds } = school.own;
  past = lessonIds.slice(0, -LESSONS_A_DAY);
  await school.do('PUT', `subjects/${subjectId}`, { title: 'Алгебра', shortTitle: 'Алг' });
  petrova = await school.signUp('teacher', PETROVA);
  await school.register(await school.group(7), petrova.personId!);
  const title = 'Литература';
  const { subjectId: literature } = await school.do('POST', 'subjects', { title, shortTitle: 'Лит' });
  literatureId = await school.register(classId, await school.person('staff', SIDOROV), literature);
  const [teacher, pupil, classmate] = await Promise.all([teacherId, pupilId, classmateId].map(familyNameOf));
  named = { teacher: `${teacher} И.`, pupil: `${pupil} Иван`, classmate: `${classmate} Иван` };
  const ill = { pupilId: classmateId, value: 'absent', code: 'ill', ...TO_BE_SEEN };
  await write(lessonIds.at(-LESSONS_A_DAY)!, [
    { kind: 'set-topic', topic: 'Дроби', ...TO_BE_SEEN },
    { kind: 'set-homework', text: '№ 5–7', dueDate: days.today, ...TO_BE_SEEN },
    { kind: 'set-roll-call', taken: true, exceptions: [ill], ...TO_BE_SEEN },
  ]);
  const missed = { pupilId: classmateId, value: 'absent', ...TO_BE_SEEN };
  for (const lessonId of past.slice(0, MISSED))
    await write(lessonId, [{ kind: 'set-roll-call', taken: true, exceptions: [missed], ...TO_BE_SEEN }]);
  deputy = await Visitor.of(browser, server.url);
  await deputy.signIn(school.holder('deputy-head').login);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const familyNameOf = async (personId: string): Promise<string> =>
  (await school.do('GET', `people/${personId}`))['familyName']!;

const write = (lessonId: string, actions: object[]): Promise<object> =>
  school.do('POST', `lessons/${lessonId}/entries`, { actions }, school.holder('teacher'));

const heading = (page: Page, name: string | RegExp): Locator => page.getByRole('heading', { level: 1, name });
const toPlace = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Разделы' }).getByRole('link', { name }).click();
/** Rows of a table as texts, without its head. */
const rowsOf = async (table: Locator): Promise<readonly string[]> =>
  (await table.locator('tbody tr').allInnerTexts()).map((row) => row.replaceAll(/\s+/g, ' ').trim());

describe('a deputy head in the morning', () => {
  it('sees who is away and why, where the roll was not called, and which lessons are bare', async () => {
    const { page } = deputy;
    await heading(page, 'День школы').waitFor();
    const ofClass = page.getByRole('row', { name: /^5А/ });
    await ofClass.waitFor();
    expect(await ofClass.innerText()).toMatch(new RegExp(`1 из 2\\s+${named.classmate} \\(болеет\\)`));
    await page.getByText('На всех первых уроках, что начались, перекличка есть.').waitFor();
    await page.getByText('Показать 5\u00a0уроков').click();
    await page.getByRole('link', { name: '5А Алгебра' }).first().waitFor();
    const bare = page.getByRole('region', { name: 'Уроки без темы или домашнего задания' });
    expect(await bare.innerText()).toMatch(
      new RegExp(`5 из 6[\\s\\S]*${named.teacher}[\\s\\S]*нет темы и задания`),
    );
    expect(await bare.getByRole('link', { name: '1 урок, 5А Алгебра' }).count()).toBe(0);
  });
});

describe('an absent teacher', () => {
  const lesson = (page: Page, number: number): Locator =>
    page.locator('.substitutions-lessons li').nth(number - 1);

  it('is substituted in the same subject and in another, and a lesson is cancelled by its document', async () => {
    const { page } = deputy;
    await toPlace(page, 'Замены');
    await heading(page, 'Замены').waitFor();
    await page.getByLabel('Отсутствующий учитель').selectOption(school.own.teacherId);
    const who = lesson(page, 2).getByRole('combobox');
    const same = who.locator(`option[value="teacher:${petrova.personId}"]`);
    await same.waitFor({ state: 'attached' });
    expect(await same.innerText()).toBe('Петрова И. С. — тот же предмет, в этот день уроков не имеет');
    const another = lesson(page, 3).locator(`option[value="register:${literatureId}"]`);
    await another.waitFor({ state: 'attached' });
    expect(await another.innerText()).toBe('Литература — Сидоров О.');

    const order = page.getByLabel('Документ об отмене');
    for (const [number, plan] of [
      [2, `teacher:${petrova.personId}`],
      [3, `register:${literatureId}`],
      [5, `teacher:${petrova.personId}`],
      [6, `register:${literatureId}`],
    ] as const)
      await lesson(page, number).getByRole('combobox').selectOption(plan);
    expect(await order.count()).toBe(0);
    await lesson(page, 4).getByRole('combobox').selectOption('cancel');
    const records = page.getByRole('button', { name: 'Записать: 5\u00a0уроков' });
    expect(await records.isDisabled()).toBe(true);
    await order.fill(ORDER);
    await records.click();
    await lesson(page, 2).getByText('заменяет Петрова И. С.').waitFor();
    await lesson(page, 3).getByText('вместо него: Литература, Сидоров О.').waitFor();
    await lesson(page, 4).getByText('урок отменён').waitFor();
  });

  it('is back for two lessons: what was arranged is put back', async () => {
    const { page } = deputy;
    for (const number of [5, 6]) {
      await lesson(page, number).getByRole('button', { name: 'Вернуть как было' }).click();
      await lesson(page, number).getByRole('combobox').waitFor();
    }
    const { teacher } = named;
    expect(await rowsOf(page.locator('.substitutions-table'))).toEqual([
      `2 5А Алгебра ${teacher} Петрова И. С. ${REASON}`,
      `3 5А Алгебра ${teacher} Сидоров О. (вместо урока: Литература) ${REASON}`,
      `4 5А Алгебра ${teacher} урок отменён ${REASON}, ${ORDER}`,
    ]);
  });

  it('is substituted by one who sees it in the day, and writes in the register', async () => {
    const substitute = await Visitor.of(browser, server.url);
    const { page } = substitute;
    await substitute.signIn(petrova.login);
    const given = page.locator('.today-lesson', { hasText: '5А Алгебра' });
    await given.getByText('2 урок · замена').waitFor();
    expect(await page.locator('.today-lesson').count()).toBe(1);
    await given.getByRole('link', { name: 'Открыть журнал' }).click();
    await heading(page, '5А, Алгебра').waitFor();
    await page.locator('td.active[data-row="0"]:focus').waitFor();
    await page.locator('tr', { hasText: named.pupil }).locator('td.active').focus();
    await page.keyboard.press('Digit5');
    await saved(page);
    await substitute.leave();
  });

  it('stands in the list of the month, and in its file with totals and documents', async () => {
    const { page } = deputy;
    await page.getByRole('link', { name: 'За месяц' }).click();
    await page.getByRole('heading', { name: 'Итоги для оплаты' }).waitFor();
    const { teacher } = named;
    expect(await rowsOf(page.locator('.substitutions-totals'))).toEqual([
      `${teacher} 2 0 1`,
      'Петрова И. С. 0 1 0',
      'Сидоров О. 0 1 0',
    ]);
    const downloads = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Скачать таблицу' }).click();
    const file = await downloads;
    expect(file.suggestedFilename()).toBe(`Замены ${days.today.slice(0, 7)}.csv`);
    const lines = (await readFile(await file.path(), 'utf8')).replace('\uFEFF', '').split('\r\n');
    const text = (...cells: readonly (string | number)[]): string =>
      cells.map((cell) => `"${cell}"`).join(';');
    expect(lines).toEqual([
      text('Дата', 'Урок', 'Класс', 'Предмет', 'Вместо кого', 'Кто ведёт', 'Причина', 'Документ'),
      text(days.today, 2, '5А', 'Алгебра', teacher, 'Петрова И. С.', REASON, ''),
      text(days.today, 3, '5А', 'Алгебра', teacher, 'Сидоров О. (вместо урока: Литература)', REASON, ''),
      text(days.today, 4, '5А', 'Алгебра', teacher, 'урок отменён', REASON, ORDER),
      '',
      text('Учитель', 'Пропущено', 'Замещено', 'Отменено'),
      text(teacher, 2, 0, 1),
      text('Петрова И. С.', 0, 1, 0),
      text('Сидоров О.', 0, 1, 0),
    ]);
  });
});

describe('late and missing entries', () => {
  it('stand by teacher, and lead to the lessons', async () => {
    const { page } = deputy;
    await toPlace(page, 'Своевременность');
    await page.getByText('Четверть', { exact: true }).click();
    const line = page.getByRole('row', { name: new RegExp(`^${named.teacher.replace('И.', '')}`) });
    await line.getByRole('button').click();
    const lessons = page.locator('.timeliness-lessons li');
    await lessons.first().waitFor();
    expect(await lessons.count()).toBe(past.length);
    expect(await lessons.last().innerText()).toMatch(/первая запись: сегодня \d\d:\d\d/);
    expect(await lessons.first().innerText()).toMatch(/6 урок — 5А Алгебра\s+○ записей нет/);
    expect((await line.innerText()).replaceAll(/\s+/g, ' ')).toContain(` ${MISSED} ${past.length - MISSED} `);
    await lessons.last().getByRole('link').click();
    await heading(page, '5А, Алгебра').waitFor();
    await page.locator('td.active[data-row="0"]').waitFor();
    await deputy.leave();
  });
});

describe('a correction after the term', () => {
  /** A mark of a past lesson, changed by its teacher. */
  const correct = async (lessonId: string, from: string, to: string): Promise<void> => {
    const as = school.holder('teacher');
    const { pupilId } = school.own;
    const mark = { pupilId, value: from, ...TO_BE_SEEN };
    const given = await school.do<{ markId: string; eventIds: string[] }>(
      'POST',
      `lessons/${lessonId}/marks`,
      mark,
      as,
    );
    const change = { value: to, reason: 'commission', basedOn: given.eventIds[0] };
    await school.do('PATCH', `lessons/${lessonId}/marks/${given.markId}`, change, as);
  };

  it('is approved by the deputy head, or returned: the teacher sees it on the day, and why in the cell', async () => {
    await school.afterTerm(addDays(days.today, -1), async () => {
      await correct(past.at(-1)!, '3', '4');
      await correct(past.at(-2)!, '2', '5');
    });
    const again = await Visitor.of(browser, server.url);
    const { page } = again;
    await again.signIn(school.holder('deputy-head').login);
    await page.getByText('исправлено и ждёт решения: 2\u00a0записи').waitFor();
    await page.getByRole('link', { name: 'Посмотреть' }).click();
    await heading(page, 'Исправления после четверти').waitFor();
    const lines = page.locator('.corrections li');
    await lines.nth(1).waitFor();
    expect((await lines.first().innerText()).replaceAll(/\s+/g, ' ')).toContain(
      `2 → 5 ${named.pupil} 5А Алгебра`,
    );
    await page.getByRole('button', { name: `Утвердить: 3 → 4 ${named.pupil}` }).click();
    await lines.nth(1).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Вернуть: 2 → 5/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Вернуть исправление' });
    await dialog.getByLabel('Почему').fill('Нет решения комиссии');
    await dialog.getByRole('button', { name: 'Вернуть учителю' }).click();
    await page.getByText('Решения ничего не ждёт.').waitFor();
    await page.getByLabel('Показать').selectOption('утверждённые');
    await page.getByText(/^Утверждено: /).waitFor();
    await again.leave();

    const teacher = await Visitor.of(browser, server.url);
    await teacher.signIn(school.holder('teacher').login);
    await teacher.page.getByText('Завуч вернул 1\u00a0исправление').waitFor();
    await teacher.page.getByRole('link', { name: 'Посмотреть' }).click();
    const line = teacher.page.locator('.corrections li');
    await line.getByText(': Нет решения комиссии').waitFor();
    expect(await line.getByRole('button').count()).toBe(0);
    await line.getByRole('link', { name: /5А Алгебра/ }).click();
    await teacher.page.locator('td.active[data-row="0"]').waitFor();
    await teacher.page.locator('tr', { hasText: named.pupil }).locator('td.active').focus();
    await teacher.page.keyboard.press('F2');
    await teacher.page
      .getByRole('dialog')
      .getByText(/после конца четверти; возвращено: .*: Нет решения комиссии/)
      .waitFor();
    await teacher.leave();
  });
});

describe('a class teacher', () => {
  it('says why a pupil is away for three days; the parent reads it, and is named for having read', async () => {
    const parent = await Visitor.of(browser, server.url);
    await parent.signIn(school.holder('parent').login);
    const { page: diary } = parent;
    await diary.locator('.diary-day[data-today]').waitFor();

    const visitor = await Visitor.of(browser, server.url);
    const { page } = visitor;
    await visitor.signIn(school.holder('class-teacher').login);
    await heading(page, /^5А, /).waitFor();
    const row = (name: string): Locator => page.getByRole('row', { name: new RegExp(`^\\d ${name}`) });
    await row(named.classmate).getByText('не был, болеет').waitFor();
    await page.getByText('Отсутствуют: 1 из 2.').waitFor();
    const many = page.getByRole('region', { name: /^Много пропусков/ }).getByRole('listitem');
    await many.filter({ hasText: named.classmate }).waitFor();
    expect(await many.innerText()).toMatch(/ — 5 из \d+\s(урока|уроков), без уважительной причины 4$/);

    await row(named.pupil)
      .getByRole('button', { name: /Указать причину/ })
      .click();
    const asks = page.getByRole('dialog', { name: /причина отсутствия/ });
    const last = addDays(days.today, 2);
    await asks.getByLabel('Последний день').fill(last);
    await asks.getByLabel('Причина').selectOption('ill');
    await asks.getByLabel('Документ').fill('справка № 14');
    await asks.getByRole('button', { name: 'Записать' }).click();
    await row(named.pupil)
      .getByText(`до ${dayAndMonth(last)}`)
      .waitFor();
    await page.getByText('Отсутствуют: 2 из 2.').waitFor();
    await page.getByRole('button', { name: 'Следующий день' }).click();
    await row(named.pupil)
      .getByText(`до ${dayAndMonth(last)}`)
      .waitFor();

    const reasons = diary.locator('.diary-reason');
    await reasons.first().waitFor();
    const seen = [0, 1, 2].map((more) => diary.locator(`section:has(#day-${addDays(days.today, more)})`));
    const shown = (await Promise.all(seen.map((day) => day.count()))).reduce((sum, one) => sum + one);
    const said = (await reasons.allInnerTexts()).map((one) => one.replaceAll(/\s/g, ''));
    expect(said).toEqual(Array(shown).fill(`Причинаотсутствия:поболезни(${daysFrom(days.today, last)})`));

    await diary.getByRole('button', { name: 'Ознакомлен(а) с неделей' }).click();
    await diary.getByText(/Ознакомление: /).waitFor();
    await page.getByRole('button', { name: 'К сегодняшнему дню' }).click();
    await page.getByText('С неделей ознакомились родители: 1 из 2.').click();
    const reader = `${await familyNameOf(school.own.parentId)} И.`;
    await page.getByRole('listitem').filter({ hasText: named.pupil }).getByText(reader).waitFor();
    await parent.leave();

    await page.getByRole('link', { name: 'Мало отметок' }).click();
    await heading(page, 'Накопляемость').waitFor();
    const few = page.getByRole('row', { name: /^5А Алгебра/ });
    await few.getByRole('link', { name: named.classmate }).waitFor();
    expect(await few.innerText()).toContain(`${named.classmate}: 0`);
    expect(await page.getByRole('link', { name: 'День', exact: true }).count()).toBe(0);
    await visitor.leave();
  });
});

describe('a head', () => {
  it('reads the class, the substitutions and readiness, and can change none of it', async () => {
    const head = await Visitor.of(browser, server.url);
    const { page } = head;
    const buttons = async (): Promise<readonly string[]> => {
      const found = await page.locator('main').getByRole('button').all();
      const said = await Promise.all(
        found.map(async (one) => (await one.getAttribute('aria-label')) ?? one.innerText()),
      );
      return [...new Set(said)];
    };
    await head.signIn(school.holder('head').login);
    await page.getByRole('link', { name: '5А', exact: true }).click();
    await heading(page, /^5А, /).waitFor();
    await page.getByText('Отсутствуют: 2 из 2.').waitFor();
    expect(await buttons()).toEqual(['Предыдущий день', 'Следующий день', 'Печать']);

    await toPlace(page, 'Замены');
    await page.locator('.substitutions-table tbody tr').nth(2).waitFor();
    expect(await page.getByLabel('Отсутствующий учитель').count()).toBe(0);
    expect(await buttons()).toEqual(['Предыдущий день', 'Следующий день', 'Печать']);

    await toPlace(page, 'Готовность');
    await page.getByRole('heading', { level: 2, name: /^6\. Online/ }).waitFor();
    expect(await page.locator('.criterion').count()).toBe(6);
    expect(await buttons()).toEqual(['Печать', 'Показать']);

    await head.goWithin(`/registers/${school.own.registerId}`);
    await page.locator('td.active[data-row="0"]:focus').waitFor();
    await page.keyboard.press('Digit5');
    await page.getByText('Этот урок ведёте не вы: запись закрыта.').first().waitFor();
    expect(await page.getByRole('button', { name: 'Работа вне уроков' }).count()).toBe(0);
    await head.leave();
  });
});

const russian = new Intl.DateTimeFormat('ru-RU', { timeZone: 'UTC', day: 'numeric', month: 'long' });
const noonOf = (date: string): Date => new Date(`${date}T12:00:00Z`);
const dayAndMonth = (date: string): string => russian.format(noonOf(date));
/** Without spaces: programs of different years set them differently. */
const daysFrom = (from: string, to: string): string =>
  russian.formatRange(noonOf(from), noonOf(to)).replaceAll(/\s/g, '');
