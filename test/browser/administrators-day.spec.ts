import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type DaysAround, daysAround } from '../support/days-around.ts';
import { SmallSchool } from '../support/small-school.ts';
import { launchChromium } from './support/chromium.ts';
import { SchoolServer } from './support/school-server.ts';
import { Visitor } from './support/visitor.ts';

/*
 * An administrator's day as a person sees it: the built program, a real Chromium. A pupil comes to the school, gets a
 * slip, gets in with its code, and is blocked.
 */

jest.setTimeout(120_000);

const PUPILS_PASSWORD = 'осенний лист и ветер';

let server: SchoolServer;
let browser: Browser;
let school: SmallSchool;
let days: DaysAround;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), SchoolServer.make()]);
  days = daysAround(Date.now());
  school = await SmallSchool.on(server, days, ['deputy-head']);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function administrator(): Promise<Visitor> {
  const visitor = await Visitor.of(browser, server.url);
  await visitor.signIn(school.holder('administrator').login);
  return visitor;
}

const dialog = (page: Page) => page.getByRole('dialog');

describe('a pupil who comes to the school', () => {
  it('is registered, enrolled, gets a slip, gets in with its code, and no more once blocked', async () => {
    const visitor = await administrator();
    const { page } = visitor;

    await visitor.goTo('/school/people/new');
    await page.getByLabel('Фамилия').fill('Новосёлов');
    await page.getByLabel('Имя', { exact: true }).fill('Илья');
    await page.getByRole('button', { name: 'Внести человека' }).click();
    await page.getByRole('heading', { name: 'Новосёлов Илья' }).waitFor();

    await visitor.goTo(`/school/groups/${school.own.classId}`);
    await page.getByRole('button', { name: 'Зачислить' }).click();
    await dialog(page).getByLabel('Ученик').fill('новосел');
    await dialog(page)
      .getByRole('button', { name: /Новосёлов Илья/ })
      .click();
    await dialog(page).getByRole('button', { name: 'Зачислить' }).click();
    await page.getByRole('link', { name: 'Новосёлов Илья' }).waitFor();

    await visitor.goTo('/accounts/slips');
    await page.getByRole('button', { name: 'Все', exact: true }).click();
    await page.getByRole('checkbox', { name: 'И родителям тоже' }).uncheck();
    await page.getByRole('button', { name: 'Создать и показать листки' }).click();
    const slip = page.locator('.slip', { hasText: 'Новосёлов Илья' });
    const code = await slip.locator('.slip-code').innerText();
    await page.getByText('Коды показываются один раз').waitFor();

    const login = `ilya.${code.slice(0, 4).toLowerCase()}`;
    const pupil = await Visitor.of(browser, server.url);
    await pupil.goTo('/activate');
    await pupil.page.getByLabel('Код с листка').fill(code);
    await pupil.page.getByLabel('Логин').fill(login);
    await pupil.page.getByLabel('Придумайте пароль').fill(PUPILS_PASSWORD);
    await pupil.page.getByLabel('Пароль ещё раз').fill(PUPILS_PASSWORD);
    await pupil.page.keyboard.press('Enter');
    await pupil.page.getByRole('link', { name: 'Дневник' }).waitFor();
    await pupil.leave();

    await visitor.goTo('/accounts');
    await page.getByLabel('Имя').fill('Новосел');
    await page.getByText('1\u00a0учётная запись: активировано 1').waitFor();
    await page.getByRole('button', { name: 'Новосёлов Илья' }).click();
    await dialog(page).getByRole('button', { name: 'Заблокировать' }).click();
    await dialog(page).getByText('Войти станет нельзя').waitFor();
    await dialog(page).getByRole('button', { name: 'Заблокировать' }).click();
    await dialog(page).getByRole('button', { name: 'Разблокировать' }).waitFor();

    const again = await Visitor.of(browser, server.url);
    await again.goTo('/');
    await again.page.getByLabel('Логин').fill(login);
    await again.page.getByLabel('Пароль', { exact: true }).fill(PUPILS_PASSWORD);
    await again.page.keyboard.press('Enter');
    await again.page.getByRole('alert').waitFor();
    await again.leave();
    await visitor.leave();
  });
});

describe('a refusal', () => {
  it('stands in words in the form: a pupil of another class is not enrolled twice', async () => {
    const visitor = await administrator();
    const { page } = visitor;
    const familyName = 'Приходько';
    const { personId } = await school.do('POST', 'people', {
      kind: 'pupil',
      familyName,
      givenName: 'Анна',
    });
    const another = await school.group(7);
    await school.do('POST', `groups/${another}/members`, { pupilIds: [personId], from: days.today });
    await visitor.goTo(`/school/groups/${school.own.classId}`);
    await page.getByRole('button', { name: 'Зачислить' }).click();
    await dialog(page).getByLabel('Ученик').fill(familyName);
    await dialog(page).locator('.choose-person button').first().click();
    await dialog(page).getByRole('button', { name: 'Зачислить' }).click();
    const said = await dialog(page).getByRole('alert').innerText();
    expect(said).toContain('числится в другом классе');
    await visitor.leave();
  });
});
