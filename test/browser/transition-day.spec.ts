import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { pdf } from '../../libs/transition/src/testing/sample-documents.ts';
import { daysAround } from '../support/days-around.ts';
import { placesOfRight } from '../support/right-answers.ts';
import { SmallSchool } from '../support/small-school.ts';
import { launchChromium } from './support/chromium.ts';
import { SchoolServer } from './support/school-server.ts';
import { Visitor } from './support/visitor.ts';

/*
 * The road to a school without paper, as people walk it: the built program, a real Chromium. The deputy head begins the
 * plan, brings an act from its review to its approval, writes down what a room has; a teacher passes the final test and
 * somebody without an account checks the certificate; the head reads all of it and changes nothing.
 */

jest.setTimeout(60_000);

const ACT = 'Должностные инструкции работников';
const TASK = 'Создать рабочую группу по переходу на безбумажное ведение журнала';
const QUESTIONS = 20;

let server: SchoolServer;
let browser: Browser;
let school: SmallSchool;
let deputy: Visitor;
let today: string;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), SchoolServer.make()]);
  const days = daysAround(Date.now());
  today = days.today;
  school = await SmallSchool.on(server, days, ['deputy-head', 'head']);
  deputy = await Visitor.of(browser, server.url);
  await deputy.signIn(school.holder('deputy-head').login);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const heading = (page: Page, name: string | RegExp): Locator => page.getByRole('heading', { level: 1, name });
const toPlace = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Разделы' }).getByRole('link', { name }).click();
const toPart = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Части перехода' }).getByRole('link', { name, exact: true }).click();

describe('a deputy head', () => {
  const dialog = (page: Page): Locator => page.getByRole('dialog');

  it('begins the plan, and changes the dates of a task with a reason', async () => {
    const { page } = deputy;
    await toPlace(page, 'Переход');
    await page.getByRole('button', { name: 'Начать план' }).click();
    await page.getByRole('heading', { name: 'Что делать дальше' }).waitFor();
    await toPart(page, 'План');
    const task = page.locator('.plan-task', {
      has: page.getByRole('button', { name: `Действия: ${TASK}` }),
    });
    await task.getByRole('button', { name: `Действия: ${TASK}` }).click();
    await page.getByRole('menuitem', { name: 'Перенести срок' }).click();
    const asks = dialog(page);
    await asks.getByLabel('Последний день').fill('2020-01-01');
    await asks.getByLabel('Причина').fill('Ждём решения педсовета');
    await asks.getByRole('button', { name: 'Перенести срок' }).click();
    await asks.getByText('Раньше, чем должно быть: проверьте дату.').waitFor();
    await asks.getByLabel('Последний день').fill('2031-05-30');
    await asks.getByRole('button', { name: 'Перенести срок' }).click();
    await task.getByText('1\u00a0перенос срока').click();
    await task.getByText('Ждём решения педсовета').waitFor();
    expect(await task.innerText()).toContain('30 мая 2031');
  });

  it('brings an act from its review to its approval: what comes next is always offered', async () => {
    const { page } = deputy;
    await toPart(page, 'Локальные акты');
    await page.getByRole('link', { name: ACT }).click();
    await heading(page, ACT).waitFor();
    const next = page.locator('.act-next');
    const asks = dialog(page);

    await next.getByRole('button', { name: 'Рассмотреть' }).click();
    await asks.getByLabel('Почему').fill('Не сказано, кто ведёт электронный журнал');
    await asks.getByRole('button', { name: 'Рассмотреть' }).click();
    await next.getByRole('button', { name: 'Начать проект' }).click();
    await next.getByRole('button', { name: 'Приложить текст' }).click();
    const file = asks.locator('input[type=file]');
    await file.setInputFiles({
      name: 'Инструкция.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('нет'),
    });
    await asks.getByRole('button', { name: 'Приложить' }).click();
    await asks.getByText(/^Нужен документ PDF или DOCX/).waitFor();
    const buffer = Buffer.from(pdf());
    await file.setInputFiles({ name: 'Инструкция.pdf', mimeType: 'application/pdf', buffer });
    await asks.getByRole('button', { name: 'Приложить' }).click();
    await page.getByRole('link', { name: /^Инструкция\.pdf/ }).waitFor();

    await next.getByRole('button', { name: 'Записать мнение: профсоюз' }).click();
    await asks.getByLabel('Номер протокола').fill('7');
    await asks.getByRole('button', { name: 'Записать мнение: профсоюз' }).click();
    await next.getByRole('button', { name: 'Утвердить' }).click();
    await asks.getByLabel('Номер документа').fill('58-ОД');
    await asks.getByRole('button', { name: 'Утвердить' }).click();
    await next.getByText('Всё сделано.').waitFor();
    const dated = today.split('-').reverse().join('.');
    const force = page.getByRole('region', { name: 'Действующая редакция' });
    expect(await force.innerText()).toContain(`утвердил директор, № 58-ОД от ${dated}`);
    expect(await force.innerText()).toContain(`протокол № 7 от ${dated}`);
  });

  it('writes down what rooms have by keyboard, and loads a list with a line that is not taken', async () => {
    const { page } = deputy;
    await toPart(page, 'Ресурсы');
    await page.getByLabel('Новый кабинет').fill('Актовый зал');
    await page.getByRole('button', { name: 'Добавить кабинет' }).click();
    await page.getByLabel('Сеть, Актовый зал').selectOption('wireless');
    const laptops = page.getByLabel('Мобильный компьютер, Актовый зал');
    await laptops.fill('2/3');
    expect(await page.getByRole('button', { name: 'Сохранить: 1' }).isDisabled()).toBe(true);
    await laptops.fill('3/2');
    await page.getByRole('button', { name: 'Сохранить: 1' }).click();
    await page.getByText('Сохранено.').waitFor();

    await page.getByRole('button', { name: 'Загрузить список' }).click();
    const list = 'кабинет;сеть;устройство;количество\n77;проводная;компьютер;1\n78;голубиная;;\n';
    await dialog(page)
      .locator('input[type=file]')
      .setInputFiles({ name: 'Кабинеты.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
    await dialog(page).getByRole('button', { name: 'Загрузить', exact: true }).click();
    await dialog(page).getByText('Принято строк: 1. Не принято: 1.').waitFor();
    const rows = await dialog(page).locator('tbody tr').allInnerTexts();
    expect(rows.map((row) => row.replaceAll(/\s+/g, ' ').trim())).toEqual([
      '3 78, голубиная ! не принята: сеть не названа или названа непонятно',
      '2 77, проводная, компьютер, 1 ✓ принята',
    ]);
    await dialog(page).getByRole('button', { name: 'Закрыть' }).last().click();
    await page.getByLabel('Стационарный компьютер, 77').waitFor();
    expect(await page.getByLabel('Стационарный компьютер, 77').inputValue()).toBe('1');
    expect(await laptops.inputValue()).toBe('3/2');
  });
});

describe('a teacher', () => {
  it('passes the final test by keyboard, and the certificate is confirmed to anybody', async () => {
    const holder = school.holder('teacher');
    const teacher = await Visitor.of(browser, server.url);
    const { page } = teacher;
    await teacher.signIn(holder.login);
    await toPlace(page, 'Моё обучение');
    await page.getByText('Осталось сдать итоговый тест.').waitFor();
    await page.getByRole('button', { name: /^Начать тест: Работа на Школьном портале/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Начать тест' }).click();
    await page.getByText(`Вопрос 1 из ${QUESTIONS}`).waitFor();
    const attemptId = page.url().split('/').at(-1)!;
    const { questions } = await school.do<{ questions: { questionId: string; options: string[] }[] }>(
      'GET',
      `me/tests/${attemptId}`,
      undefined,
      holder,
    );
    // The first one wrong, and put right after coming back to it.
    for (const [index, { questionId, options }] of questions.entries()) {
      const right = placesOfRight(questionId, options);
      await page.getByText(`Вопрос ${index + 1} из ${QUESTIONS}`).waitFor();
      if (index === 0)
        await page.keyboard.press(String(options.findIndex((_, at) => !right.includes(at)) + 1));
      else for (const place of right) await page.keyboard.press(String(place + 1));
      await page.getByRole('button', { name: `Вопрос ${index + 1}, ответ дан` }).waitFor();
      if (index < QUESTIONS - 1) await page.keyboard.press('Enter');
    }
    expect(await page.locator('main').innerText()).not.toMatch(/верный ответ —|верно \d/);
    await page.getByText('✓ ответ сохранён').waitFor();
    await page.keyboard.press('Enter');
    const asks = page.getByRole('dialog');
    await asks.getByText('Вы ответили на все вопросы.').waitFor();
    await asks.getByRole('button', { name: 'Закончить тест' }).click();
    await page.getByRole('heading', { name: 'Тест сдан' }).waitFor();
    const result = await page.locator('.test-result').innerText();
    expect(result).toMatch(/Верных ответов: (19|20) из 20\. Для сдачи нужно 70 %\./);
    await page.getByRole('heading', { name: 'Разбор ответов' }).waitFor();

    const { page: office } = deputy;
    await toPart(office, 'Обучение');
    const row = office.getByRole('row').filter({ hasText: 'тест сдан' });
    await row.getByRole('button', { name: /^Действия: / }).click();
    await office.getByRole('menuitem', { name: 'Выдать удостоверение' }).click();
    await office.getByRole('dialog').getByRole('button', { name: 'Выдать удостоверение' }).click();
    const link = row.getByRole('link', { name: /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/ });
    await link.waitFor();
    const path = (await link.getAttribute('href'))!;

    const stranger = await Visitor.of(browser, server.url);
    await stranger.goTo(path);
    await stranger.page.getByText('Удостоверение подтверждено').waitFor();
    const { familyName } = await school.do('GET', `people/${holder.personId!}`);
    expect(await stranger.page.locator('main').innerText()).toContain(familyName!);
    await stranger.leave();
    await teacher.leave();
  });
});

describe('a head', () => {
  it('reads the road, and can change none of it', async () => {
    const head = await Visitor.of(browser, server.url);
    const { page } = head;
    await head.signIn(school.holder('head').login);
    await toPlace(page, 'Переход');
    await page.getByRole('heading', { name: 'Условия перехода' }).waitFor();
    await page.getByText(/готово актов: 1 из \d+/).waitFor();
    for (const part of ['План', 'Локальные акты', 'Ресурсы', 'Обучение', 'Согласие людей', 'Правила']) {
      await toPart(page, part);
      await page.locator('[aria-busy=true], .mantine-Skeleton-root').first().waitFor({ state: 'detached' });
      const buttons = await page.locator('main').getByRole('button').allInnerTexts();
      expect(buttons.filter((said) => said !== 'Печать')).toEqual([]);
    }
    await head.leave();
    await deputy.leave();
  });
});
