import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { addDays, newId } from '#kernel';
import { type DaysAround, daysAround } from '../support/days-around.ts';
import type { Holder } from '../support/ground.ts';
import { SmallSchool } from '../support/small-school.ts';
import { launchChromium, PHONE } from './support/chromium.ts';
import { printedBeside, sheetsOf } from './support/paper.ts';
import { withoutTypos } from './support/policy.ts';
import { SchoolServer } from './support/school-server.ts';
import { Visitor } from './support/visitor.ts';

/*
 * A family's day as it sees it: the built program, a real Chromium. A mother reads the week of two children, a pupil
 * that of her own on a telephone; their teacher writes meanwhile.
 */

jest.setTimeout(120_000);

const KIRA = { familyName: 'Орлова', givenName: 'Кира' };
const PAVEL = { familyName: 'Орлов', givenName: 'Павел' };
const MOTHER = { familyName: 'Орлова', givenName: 'Мария', patronymic: 'Игоревна' };
const HOMEWORK = '§ 14, № 201–205';
const TO_BE_SEEN = { basedOn: null };

let server: SchoolServer;
let browser: Browser;
let school: SmallSchool;
let days: DaysAround;
let kira: Holder;
let pavelId: string;
let teacher: Holder;
let teachersName: string;
let atHome: Visitor;
/** Of today: in the first one there was a control work. */
let lessonIds: readonly string[];
let controlMark: { readonly markId: string; readonly eventId: string };

beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), SchoolServer.make()]);
  days = daysAround(Date.now());
  school = await SmallSchool.on(server, days, []);
  const { classId, subjectId, teacherId, lessonIds: over } = school.own;
  teacher = school.holder('teacher');
  teachersName = (await school.do('GET', `people/${teacherId}`))['familyName']!;
  lessonIds = over.slice(-6);
  await school.do('PUT', `subjects/${subjectId}`, { title: 'Алгебра', shortTitle: 'Алг' });
  kira = await school.signUp('pupil', KIRA);
  pavelId = await school.person('pupil', PAVEL);
  const from = addDays(days.today, -2);
  const pupilIds = [kira.personId, pavelId];
  await school.do('POST', `groups/${classId}/members`, { pupilIds, from });
  const mother = await school.signUp('parent', MOTHER);
  for (const childId of pupilIds)
    await school.do('POST', `people/${mother.personId}/children`, { childId, from });
  await writeLessons();
  atHome = await Visitor.of(browser, server.url);
  await atHome.signIn(mother.login);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Kira has a 4 for a control work and a 3, and came late; Pavel was ill. */
async function writeLessons(): Promise<void> {
  const [first, second] = lessonIds;
  const workId = newId();
  const [kiraId, dueDate] = [kira.personId, addDays(days.today, 1)];
  const absent = { pupilId: pavelId, value: 'absent', code: 'ill', ...TO_BE_SEEN };
  const work = { workType: 'control', weight: 3, title: 'Площади' };
  const write = (lessonId: string, actions: object[]) =>
    school.do('POST', `lessons/${lessonId}/entries`, { actions }, teacher);
  await write(first!, [
    { kind: 'set-homework', text: HOMEWORK, dueDate, ...TO_BE_SEEN },
    { kind: 'set-roll-call', taken: true, exceptions: [absent], ...TO_BE_SEEN },
    { kind: 'set-work', workId, ...work, ...TO_BE_SEEN },
  ]);
  const mark = { pupilId: kiraId, value: '4', workId, ...TO_BE_SEEN };
  const { markId, eventIds } = await school.do<{ markId: string; eventIds: string[] }>(
    'POST',
    `lessons/${first}/marks`,
    mark,
    teacher,
  );
  controlMark = { markId, eventId: eventIds[0]! };
  await write(second!, [
    { kind: 'set-attendance', pupilId: kiraId, value: 'late', ...TO_BE_SEEN },
    { kind: 'give-mark', pupilId: kiraId, value: '3', ...TO_BE_SEEN },
  ]);
}

const today = (page: Page): Locator => page.locator('.diary-day[data-today]');
const lessonLine = (page: Page, index: number): Locator => today(page).locator('.diary-lesson').nth(index);
const markButton = (page: Page, said: string): Locator =>
  today(page).getByRole('button', { name: `Отметка ${said}`, exact: true });
const news = (page: Page): Locator => page.getByRole('region', { name: /Что нового/ });
const toChild = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Дети' }).getByRole('link', { name }).click();

describe('a mother of two', () => {
  it('opens the week of a child: lessons, homework, a mark with its work, lateness', async () => {
    const { page } = atHome;
    await page.getByRole('heading', { level: 1, name: 'Дневник: Орлова Кира' }).waitFor();
    await markButton(page, '4, контрольная, вес 3').click();
    const first = await lessonLine(page, 0).innerText();
    expect(first).toContain('Алгебра');
    expect(first).toContain(HOMEWORK);
    expect(await lessonLine(page, 1).innerText()).toMatch(/опоздание[\s\S]*ОП[\s\S]*3/);
    expect(await today(page).locator('.diary-lesson').count()).toBe(6);
    const mark = await page.locator('.diary-mark-more').innerText();
    for (const said of ['контрольная', 'Площади', 'поставлена 4', teachersName]) expect(mark).toContain(said);
    await page.keyboard.press('Escape');
  });

  it('sees what is new, and then what changed since: old → new, when, by whom and why, without reloading', async () => {
    const { page } = atHome;
    await news(page).getByRole('button', { name: 'Показать все: 4' }).click();
    const all = await news(page).innerText();
    for (const said of [
      'отметка 4 (контрольная, вес 3)',
      'отметка 3',
      'опоздание',
      `домашнее задание: ${HOMEWORK}`,
    ])
      expect(all).toContain(said);
    await news(page).getByRole('button', { name: 'Просмотрено' }).click();
    await news(page).getByText('ничего не изменилось').waitFor();

    const { markId, eventId: basedOn } = controlMark;
    const corrected = { value: '5', reason: 'checking-error', basedOn };
    await school.do('PATCH', `lessons/${lessonIds[0]}/marks/${markId}`, corrected, teacher);
    await news(page).getByText('отметка 4 → 5 (контрольная, вес 3, ошибка в проверке)').waitFor();
    const lines = await news(page).getByRole('listitem').allInnerTexts();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`${teachersName} И\\., сегодня \\d\\d:\\d\\d`));
    await markButton(page, '5, контрольная, вес 3').waitFor();
  });

  it('switches to the other child, who was ill', async () => {
    const { page } = atHome;
    await toChild(page, 'Орлов Павел');
    await page.getByRole('heading', { level: 1, name: 'Дневник: Орлов Павел' }).waitFor();
    await today(page).getByText('отсутствие: болеет').waitFor();
    expect(
      await today(page)
        .getByRole('button', { name: /^Отметка/ })
        .count(),
    ).toBe(0);
    await toChild(page, 'Орлова Кира');
    await markButton(page, '5, контрольная, вес 3').waitFor();
  });

  it('says that she has read the week', async () => {
    const { page } = atHome;
    const says = page.getByRole('button', { name: 'Ознакомлен(а) с неделей' });
    await says.click();
    await page.getByText(/Ознакомление: Орлова М\. И\., сегодня \d\d:\d\d/).waitFor();
    expect(await says.count()).toBe(0);
  });

  it('prints nothing but the week, on one sheet', async () => {
    const { page } = atHome;
    const week = '.page-head h1, .diary-range, .diary-spread, .diary-read';
    expect(await printedBeside(page, week)).toEqual([]);
    expect(await page.locator('.diary-spread input:visible').count()).toBe(0);
    expect(await today(page).isVisible()).toBe(true);
    expect(await sheetsOf(page)).toBe(1);
    await page.emulateMedia({ media: 'screen' });
  });

  it('reads averages, absences and latenesses by subject', async () => {
    const { page } = atHome;
    const row = page.getByRole('row', { name: /Алгебра/ });
    const cells = async (): Promise<string> => (await row.innerText()).replaceAll(/\s+/g, ' ');
    await page.getByRole('link', { name: 'Успеваемость' }).click();
    await page.getByRole('heading', { level: 1, name: 'Успеваемость: Орлова Кира' }).waitFor();
    await row.waitFor();
    // 5 with weight 3, and 3.
    expect(await cells()).toMatch(/4,50 без веса 4,00 .*5 3.* 2 0 из \d+ уроков 1$/);
    await toChild(page, 'Орлов Павел');
    await row.getByText('по болезни 1').waitFor();
    expect(await cells()).toContain('отметок пока нет');
  });
});

describe('a work beyond lessons', () => {
  it('is set, marked and corrected in the register, and stands in the open diary', async () => {
    await withoutTypos(school);
    const { page: diary } = atHome;
    await diary.getByRole('link', { name: 'Дневник' }).click();
    await markButton(diary, '5, контрольная, вес 3').waitFor();

    const atSchool = await Visitor.of(browser, server.url);
    const { page } = atSchool;
    await atSchool.signIn(teacher.login);
    await atSchool.goWithin(`/registers/${school.own.registerId}`);
    await page.getByRole('button', { name: 'Работа вне уроков' }).click();
    const sets = page.getByRole('dialog', { name: 'Работа вне уроков' });
    await sets.getByLabel('Вид работы').selectOption('project');
    await sets.getByLabel('Название').fill('Двор в числах');
    await sets.getByRole('button', { name: 'Задать работу' }).click();
    await page.getByRole('button', { name: /^Двор в числах/ }).click();
    const marks = page.getByRole('dialog', { name: /^Двор в числах/ });
    const ofKira = marks.getByLabel('Отметка: Орлова Кира');
    await ofKira.selectOption('4');
    await markButton(diary, '4, проект, вес 1').waitFor();
    expect(await lessonLine(diary, 6).innerText()).toMatch(
      /Алгебра\s+вне уроков\s+проект: Двор в числах\s+4/,
    );

    await marks.getByText('сохранено').waitFor();
    await ofKira.selectOption('5');
    await page
      .getByRole('dialog', { name: 'Почему исправляется' })
      .getByRole('button', { name: 'Записать' })
      .click();
    await markButton(diary, '5, проект, вес 1').waitFor();
    await news(diary).getByText('отметка 4 → 5 (проект, вес 1, ошибка в проверке)').waitFor();
    await atSchool.leave();
    await atHome.leave();
  });
});

describe('a pupil with a telephone', () => {
  it('reads the day, ticks homework off for herself, and no other pupil’s diary', async () => {
    const pupil = await Visitor.of(browser, server.url, { viewport: PHONE });
    const { page } = pupil;
    await pupil.signIn(kira.login);
    await page.getByRole('heading', { level: 1, name: 'Дневник', exact: true }).waitFor();
    for (const said of ['5, контрольная, вес 3', '5, проект, вес 1']) await markButton(page, said).waitFor();
    expect(await page.locator('.diary-day:visible').count()).toBe(1);
    await page.getByText(/Ознакомление: Орлова М\. И\./).waitFor();
    expect(await page.getByRole('button', { name: /Ознакомлен/ }).count()).toBe(0);
    const done = lessonLine(page, 0).getByRole('checkbox', { name: 'Сделано: Алгебра' });
    await done.check();
    await page.reload();
    await done.waitFor();
    expect(await done.isChecked()).toBe(true);

    await pupil.goWithin(`/diary/${pavelId}`);
    await page.getByText('Эта страница не для вашей роли').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    expect(await page.locator('.diary-lesson').count()).toBe(0);
    await pupil.leave();
  });
});
