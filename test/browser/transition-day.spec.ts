import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { pdf } from '../../libs/transition/src/testing/sample-documents.ts';
import { daysAround } from '../support/days-around.ts';
import { settleActs } from '../support/ready-school.ts';
import { placesOfRight } from '../support/right-answers.ts';
import { SmallSchool } from '../support/small-school.ts';
import { launchChromium } from './support/chromium.ts';
import { SchoolServer } from './support/school-server.ts';
import { Visitor } from './support/visitor.ts';

/*
 * The road to a school without paper, as people walk it: the built program, a real Chromium. The deputy head begins the
 * plan, brings an act from its review to its approval, writes down what a room has, prepares the first order; a teacher
 * passes the final test and somebody without an account checks the certificate; the head issues the order, repeals it by
 * another one, reads all of the road and changes nothing else.
 */

jest.setTimeout(120_000);

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

  it('prepares the first order: sees what is missing, fills it in, edits a regulation, reads the paper', async () => {
    const { page } = deputy;
    await toPart(page, 'Приказы');
    await page.getByRole('button', { name: 'Подготовить приказ' }).first().click();
    await dialog(page).getByRole('button', { name: 'Подготовить' }).click();
    await heading(page, /^О переходе ОО на безбумажный вариант/).waitFor();
    const next = page.locator('.order-next');
    await next.getByText('Не заполнено: Как возлагаются обязанности пункта 6.').waitFor();
    await next.getByText('Приложение 2 не согласовано: Регламент безбумажного ведения').waitFor();

    const fields = page.locator('.order-fields');
    expect(await fields.innerText()).toContain('пункт 5, заполнено системой');
    await fields.getByLabel(/^По каким вопросам/).fill('учебно-воспитательной работе');
    const { familyName } = await school.do('GET', `people/${school.own.teacherId}`);
    for (const label of [/^На кого возлагается контроль/, /^На кого возлагается консультирование/]) {
      await fields.getByLabel(label).fill(familyName!);
      await fields.getByRole('button', { name: familyName! }).first().click();
    }
    for (const label of [/пункта 6$/, /пункта 7$/]) {
      const duty = fields.getByRole('radiogroup', { name: label });
      await duty.getByRole('radio', { name: 'согласно должностным обязанностям' }).check();
    }
    await fields.getByRole('button', { name: 'Сохранить: 5' }).click();
    await fields.getByText('Сохранено.').waitFor();
    await next
      .getByText(/^Не заполнено/)
      .first()
      .waitFor({ state: 'detached' });

    const texts = page.getByRole('region', { name: 'Приложения' });
    await texts.getByRole('link', { name: 'Изменить текст' }).first().click();
    await heading(page, /^Регламент безбумажного ведения/).waitFor();
    const text = page.getByLabel('Текст приложения');
    await text.fill(`${await text.inputValue()}\nЖурнал ведёт каждый учитель нашей школы.`);
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByText('Сохранено.').waitFor();
    await page.getByRole('link', { name: '← К приказу' }).click();
    await texts.getByText('Текст изменён школой.').waitFor();
    const regulation = page.locator('.paper-appendix').nth(1);
    await regulation.locator('summary').click();
    await regulation.getByText('Журнал ведёт каждый учитель нашей школы.').waitFor();
    const paper = await page.locator('.paper-sheet').first().innerText();
    expect(paper).toContain('ПРИКАЗЫВАЮ');
    expect(paper).toContain('учебно-воспитательной работе');

    expect(await page.getByRole('button', { name: 'Издать приказ' }).count()).toBe(0);
    const as = school.holder('deputy-head');
    await settleActs(async (method, path, sent = {}) => {
      const { status, body } = await school.call(method, path, { as, ...sent });
      if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(body)}`);
      return body;
    });
    await next.getByText('Всё есть: приказ можно издать').waitFor();
    await next.getByText('Издаёт приказ директор.').waitFor();
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
  let head: Visitor;

  beforeAll(async () => {
    head = await Visitor.of(browser, server.url);
    await head.signIn(school.holder('head').login);
    await toPlace(head.page, 'Переход');
  });

  it('issues the order: from then on it is frozen, and can be saved, scanned, repealed by another one', async () => {
    const { page } = head;
    const dialog = page.getByRole('dialog');
    await toPart(page, 'Приказы');
    await page.getByRole('link', { name: /^О переходе ОО/ }).click();
    await page.getByRole('button', { name: 'Издать приказ' }).click();
    await dialog.getByLabel('Номер').fill('117-о');
    await dialog.getByRole('button', { name: 'Издать' }).click();
    const facts = page.locator('.order-facts');
    const dated = today.split('-').reverse().join('.');
    await facts.getByText(`№ 117-о от ${dated}, действует с ${dated}`).waitFor();
    expect(await facts.innerText()).toContain('✓ действует');
    expect(await page.locator('.order-fields').count()).toBe(0);
    expect(await page.locator('.paper-sheet').first().innerText()).toContain('117-о');
    for (const form of ['PDF', 'DOCX']) {
      const saved = page.waitForEvent('download');
      await page.getByRole('link', { name: `Скачать ${form}` }).click();
      expect((await saved).suggestedFilename()).toMatch(new RegExp(`\\.${form.toLowerCase()}$`));
    }

    await page.getByRole('button', { name: 'Приложить скан' }).click();
    const buffer = Buffer.from(pdf());
    const scan = { name: 'Приказ 117-о.pdf', mimeType: 'application/pdf', buffer };
    await dialog.locator('input[type=file]').setInputFiles(scan);
    await dialog.getByRole('button', { name: 'Приложить скан' }).click();
    await facts.getByRole('link', { name: 'Приказ 117-о.pdf' }).waitFor();

    await page.getByRole('button', { name: 'Отменить приказ' }).click();
    await dialog.getByRole('button', { name: 'Подготовить' }).click();
    await heading(page, /^Об отмене приказа/).waitFor();
    await facts.getByRole('link', { name: `№ 117-о от ${dated}` }).waitFor();
    await page.getByLabel(/^Почему приказ отменяется/).fill('В связи с уточнением сроков');
    await page.getByRole('button', { name: 'Сохранить: 1' }).click();
    await page.getByRole('button', { name: 'Издать приказ' }).click();
    await dialog.getByLabel('Номер').fill('117-о');
    await dialog.getByRole('button', { name: 'Издать' }).click();
    await dialog.getByText('Такой номер в этом году уже есть у другого приказа.').first().waitFor();
    await dialog.getByLabel('Номер').fill('118-о');
    await dialog.getByRole('button', { name: 'Издать' }).click();
    await facts.getByText('✓ действует').waitFor();
    await page.getByRole('link', { name: '← Приказы' }).click();
    const repealed = page.locator('.order-item', { hasText: 'О переходе ОО' });
    await repealed.getByText('○ отменён').waitFor();
    expect(await repealed.innerText()).toContain(`отменён приказом № 118-о от ${dated}`);
  });

  it('reads the rest of the road, and can change none of it', async () => {
    const { page } = head;
    await toPart(page, 'Обзор');
    await page.getByRole('heading', { name: 'Условия перехода' }).waitFor();
    await page.getByText(/готово актов: \d+ из \d+/).waitFor();
    for (const part of ['План', 'Локальные акты', 'Ресурсы', 'Обучение', 'Согласие людей', 'Правила']) {
      await toPart(page, part);
      await page.locator('[aria-busy=true], .mantine-Skeleton-root').first().waitFor({ state: 'detached' });
      const buttons = await page.locator('main').getByRole('button').allInnerTexts();
      expect(buttons.filter((said) => said !== 'Печать')).toEqual([]);
    }
  });

  afterAll(async () => {
    await head?.leave();
    await deputy.leave();
  });
});
