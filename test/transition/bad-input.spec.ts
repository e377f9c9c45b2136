import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { strToU8, unzipSync, zipSync } from 'fflate';
import request from 'supertest';
import { actIdOf } from '#transition/events';
import { docx, pdf, type SheetCell, xlsx } from '../../libs/transition/src/testing/sample-documents.ts';
import { bodyOf } from '../support/body-of.ts';
import { idOf, JournalApp, OTHER_SCHOOL, SCHOOL, type Visitor } from '../support/journal-app.ts';
import { type AskedQuestion, placesOfRight } from '../support/right-answers.ts';

/** What a school may send by mistake, and a stranger on purpose: each line is refused by name, and nothing is recorded. */
let test: JournalApp;
let deputy: Visitor;
let head: Visitor;
let orderId: string;

const ACT = actIdOf(SCHOOL, 'classroom');

beforeAll(async () => {
  test = await JournalApp.start();
  deputy = test.as('substitute', ['deputy-head']);
  head = test.as('head', ['head']);
  await deputy.do('put', `transition/acts/${ACT}/review`, { needed: true, why: 'новый порядок' });
  await deputy.do('post', `transition/acts/${ACT}/versions`);
  await act(pdf('as it should be'));
  const drafted = await deputy.do('post', 'transition/orders', { kind: 'transition' });
  orderId = bodyOf<{ orderId: string }>(drafted).orderId;
});
afterAll(() => test.close());

const named = (name: string): string => `name=${encodeURIComponent(name)}`;
const act = (content: Uint8Array, name = 'а.pdf'): request.Test =>
  deputy.upload('put', `transition/acts/${ACT}/document?${named(name)}`, content);
const scan = (content: Uint8Array, name = 'а.pdf'): request.Test =>
  deputy.upload('put', `transition/orders/${orderId}/scan?${named(name)}`, content);
const rooms = (content: Uint8Array): request.Test =>
  deputy.upload('post', 'transition/resources/import?of=rooms', content);
const grid = (room: string): request.Test =>
  deputy.do('put', 'transition/resources/rooms', { rooms: [{ room, network: 'none', devices: [] }] });

const csv = (...lines: string[]): Uint8Array => strToU8(lines.join('\r\n'));
/** A text in windows-1251, as far as the tests need it. */
const windows1251 = (text: string): Uint8Array =>
  Uint8Array.from(text, (sign) => {
    const code = sign.codePointAt(0)!;
    const [upper, lower, number] = [0xa8, 0xb8, 0xb9];
    if (code >= 0x410 && code <= 0x44f) return code - 0x410 + 0xc0;
    return sign === 'Ё' ? upper : sign === 'ё' ? lower : sign === '№' ? number : code;
  });
const LIST: SheetCell[][] = [
  ['Кабинет', 'Сеть'],
  ['31', 'нет'],
];
/** A spreadsheet with these parts besides or instead. */
const sheetWith = (more: Record<string, Uint8Array>): Uint8Array =>
  zipSync({ ...unzipSync(xlsx(LIST)), ...more });
const PAGE = strToU8('<html><script>alert(1)</script></html>');
const PROGRAM = Uint8Array.of(0x4d, 0x5a, 0x90, 0, 3, 0);
const ARCHIVE = zipSync({ 'a.pdf': pdf() });
const MB21 = new Uint8Array(21 * 1_048_576);

/** The log, the files and what the pages show. */
async function everything(): Promise<object> {
  const files = await readdir(join(test.folder, 'files'), { recursive: true });
  const paths = ['transition/acts', 'transition/resources', `transition/orders/${orderId}`];
  const shown: object[] = [];
  for (const path of paths) shown.push(bodyOf<object>(await head.get(path)));
  return { head: await test.log.head(), files: files.sort(), shown };
}

type Bad = [what: string, field: string, rule: string, send: () => request.Test];

const documents: Bad[] = [
  ['a page that is called a PDF', 'file', 'type', () => act(PAGE)],
  ['a program that is called a DOCX', 'file', 'type', () => act(PROGRAM, 'а.docx')],
  ['a spreadsheet that is called a DOCX', 'file', 'type', () => act(xlsx(LIST), 'а.docx')],
  ['a document of 0 bytes', 'file', 'empty', () => act(new Uint8Array())],
  ['a document of 21 MB', 'file', 'size', () => act(MB21)],
  ['a PDF that ends too early', 'file', 'broken', () => act(pdf().subarray(0, 40))],
  ['an archive of documents', 'file', 'type', () => act(ARCHIVE, 'а.docx')],
  ['an archive inside', 'file', 'archive-inside', () => act(docx({ 'word/a.zip': ARCHIVE }), 'а.docx')],
  ['one that is called a picture', 'file', 'archive-inside', () => act(docx({ 'word/a.png': ARCHIVE }))],
  ['macros', 'file', 'macros', () => act(docx({ 'word/vbaProject.bin': strToU8('a') }), 'а.docx')],
  ['a name that leads elsewhere', 'name', 'path', () => act(pdf(), '../../etc/passwd')],
  ['a name with a drive', 'name', 'path', () => act(pdf(), 'C:\\устав.pdf')],
  ['a name of two dots', 'name', 'path', () => act(pdf(), '..')],
  ['a name with NUL', 'name', 'control-characters', () => act(pdf(), 'а\u0000.pdf')],
  ['a name of two lines', 'name', 'control-characters', () => act(pdf(), 'а\r\nSet-Cookie: a.pdf')],
  ['a name that is turned round', 'name', 'control-characters', () => act(pdf(), '\u202efdp.exe')],
  ['no name', 'name', 'empty', () => act(pdf(), ' ')],
  ['a long name', 'name', 'length', () => act(pdf(), 'а'.repeat(151))],
  ['a page for a scan', 'file', 'type', () => scan(PAGE)],
  ['a DOCX for a scan', 'file', 'type', () => scan(docx())],
  ['a scan of 0 bytes', 'file', 'empty', () => scan(new Uint8Array())],
  ['a scan of 21 MB', 'file', 'size', () => scan(MB21)],
  ['a scan whose name leads elsewhere', 'name', 'path', () => scan(pdf(), 'а/б.pdf')],
];

const lists: Bad[] = [
  ['a program for a list', 'file', 'type', () => rooms(PROGRAM)],
  ['a PDF for a list', 'file', 'columns', () => rooms(pdf())],
  ['a list of 0 bytes', 'file', 'empty', () => rooms(new Uint8Array())],
  ['a list of 21 MB', 'file', 'size', () => rooms(MB21)],
  ['half a spreadsheet', 'file', 'broken', () => rooms(xlsx(LIST).subarray(0, 300))],
  [
    'a spreadsheet of broken XML',
    'file',
    'broken',
    () => rooms(sheetWith({ 'xl/worksheets/sheet1.xml': strToU8('<worksheet><sheetData><row') })),
  ],
  [
    'a spreadsheet without its sheet',
    'file',
    'broken',
    () => rooms(sheetWith({ 'xl/_rels/workbook.xml.rels': strToU8('<Relationships/>') })),
  ],
  ['an archive for a list', 'file', 'type', () => rooms(ARCHIVE)],
  [
    'a list with an archive inside',
    'file',
    'archive-inside',
    () => rooms(sheetWith({ 'xl/a.bin': ARCHIVE })),
  ],
  ['a list with macros', 'file', 'macros', () => rooms(sheetWith({ 'xl/vbaProject.bin': strToU8('a') }))],
  [
    'a spreadsheet of 30 MB inside',
    'file',
    'size',
    () => rooms(sheetWith({ 'xl/media/a.bin': new Uint8Array(30 * 1_048_576) })),
  ],
  // «Кабинет;Сеть» in the encodings of DOS and of KOI8-R, and in UTF-16 without its mark.
  [
    'a list in CP866',
    'file',
    'encoding',
    () => rooms(Uint8Array.from(Buffer.from('8aa0a1a8ada5e23b91a5e2ec0a', 'hex'))),
  ],
  [
    'a list in KOI8-R',
    'file',
    'columns',
    () => rooms(Uint8Array.from(Buffer.from('ebc1c2c9cec5d43bf3c5d4d80a', 'hex'))),
  ],
  [
    'a list in UTF-16 without its mark',
    'file',
    'type',
    () => rooms(Buffer.from('Кабинет;Сеть\n', 'utf16le')),
  ],
  ['quotes that do not match', 'file', 'quotes', () => rooms(csv('Кабинет;Сеть', '"12;нет'))],
  ['a list without its columns', 'file', 'columns', () => rooms(csv('Комната;Сеть', '12;нет'))],
  ['a formula for a room', 'rooms.0.room', 'formula', () => grid('=1+1')],
  ['a call for a room', 'rooms.0.room', 'formula', () => grid("+cmd|' /C calc'!A0")],
  ['a hidden sign in a room', 'rooms.0.room', 'control-characters', () => grid('12\u200b')],
];

describe('bad input', () => {
  it.each([...documents, ...lists])(
    '%s is refused: %s, %s; nothing is written',
    async (_, field, rule, send) => {
      const before = await everything();
      const answer = await send();
      const { type, errors } = bodyOf(answer);
      expect([answer.status, answer.headers['content-type'], type, errors]).toEqual([
        422,
        expect.stringContaining('application/problem+json'),
        '/problems/invalid',
        [{ field, rule, detail: expect.any(String) as unknown }],
      ]);
      expect(await everything()).toEqual(before);
    },
  );
});

describe('a list in windows-1251', () => {
  it('is taken with its Cyrillic right', async () => {
    const content = windows1251('Кабинет;Сеть\r\nАктовый зал;проводная\r\nУчёная № 2;Wi-Fi\r\n');
    const answer = await rooms(content);
    expect([answer.status, answer.body]).toMatchObject([201, { taken: 2, refused: 0 }]);
    const { rooms: shown } = bodyOf<{ rooms: object[] }>(await head.get('transition/resources'));
    expect(shown).toMatchObject([
      { room: '12', inTimetable: true },
      { room: 'Актовый зал', network: 'wired' },
      { room: 'Учёная № 2', network: 'wireless' },
    ]);
  });
});

describe('a formula in a cell', () => {
  const formulas = [
    '=1+1',
    '=HYPERLINK("http://evil.example";"214")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    '@SUM(A1:A9)',
  ];
  const inCsv = (cell: string): Uint8Array => csv('Кабинет;Сеть', `"${cell.replaceAll('"', '""')}";нет`);
  const forms: [string, Uint8Array][] = formulas.flatMap((cell): [string, Uint8Array][] => [
    [`${cell} in CSV`, inCsv(cell)],
    [`${cell} behind a blank in CSV`, inCsv(`\t${cell}`)],
    [`${cell} as text in XLSX`, xlsx([LIST[0]!, [cell, 'нет']])],
    [`${cell} in XLSX`, xlsx([LIST[0]!, [{ formula: cell.slice(1), value: '214' }, 'нет']])],
    [`${cell} beside a room in XLSX`, xlsx([LIST[0]!, ['214', { formula: cell.slice(1), value: 'нет' }]])],
  ]);

  it.each(forms)('is neither run nor written out: %s', async (_, content) => {
    const before = await everything();
    const answer = await rooms(content);
    expect([answer.status, answer.body]).toMatchObject([
      201,
      {
        position: null,
        taken: 0,
        refused: 1,
        lines: [{ line: 2, verdict: 'refused', what: '', rule: 'formula' }],
      },
    ]);
    // The id of the command is drawn by chance: it may hold any digits.
    const { commandId: _drawn, ...said } = answer.body as { commandId: string };
    expect(JSON.stringify(said)).not.toMatch(/HYPERLINK|cmd|SUM|=1|214/);
    expect(await everything()).toEqual(before);
  });

  it('keeps the other lines of the list from nothing', async () => {
    const { body } = await rooms(csv('Кабинет;Сеть', '=1+1;нет', '-1;нет'));
    expect(body).toMatchObject({ taken: 1, refused: 1 });
    const { rooms: shown } = bodyOf<{ rooms: { room: string }[] }>(await head.get('transition/resources'));
    // A room below the ground is a number, no formula.
    expect(shown.map(({ room }) => room)).toContain('-1');
  });
});

describe('the code of a certificate', () => {
  const open = (schoolId: string, code: string): request.Test =>
    request(test.app.getHttpServer()).get(`/api/v1/certificates/${schoolId}/${code}`);
  const wait = (hours: number): void => {
    test.clock.at += hours * 3_600_000;
  };
  let code: string;

  /** Passes the test as the teacher, and has the certificate issued. @returns its code */
  async function issued(): Promise<string> {
    const teacher = test.as('teacher', ['teacher']);
    const begun = await teacher.do('post', 'me/tests', { programmeId: 'portal-2015' });
    const path = `me/tests/${bodyOf<{ attemptId: string }>(begun).attemptId}`;
    const { questions } = bodyOf<{ questions: AskedQuestion[] }>(await teacher.get(path));
    for (const { questionId, options } of questions) {
      const chosen = placesOfRight(questionId, options);
      await teacher.do('put', `${path}/answers/${questionId}`, { chosen });
    }
    await teacher.do('post', `${path}/finish`);
    const certificates = `transition/training/${idOf('teacher')}/certificates`;
    const answer = await deputy.do('post', certificates, { programmeId: 'portal-2015' });
    expect(answer.status).toBe(201);
    const own = bodyOf<{ training: { issued: { code: string }[] } }>(await teacher.get('me/training'));
    return own.training.issued[0]!.code;
  }

  beforeAll(async () => {
    code = await issued();
  });

  it('is answered the same whatever is wrong with it', async () => {
    const near = code.slice(0, -1) + (code.endsWith('0') ? '1' : '0');
    const wrong: [string, string][] = [
      [SCHOOL, near],
      [SCHOOL, '0000-0000-0000-0000'],
      [SCHOOL, 'what?'],
      [SCHOOL, code.slice(0, 12)],
      [OTHER_SCHOOL, code],
      ['nowhere', code],
    ];
    const answers = new Set<string>();
    for (const [schoolId, guess] of wrong) {
      const { status, text } = await open(schoolId, guess);
      answers.add(`${status} ${text}`);
    }
    expect([...answers]).toEqual([expect.stringMatching(/^404 .*certificate-not-confirmed/)]);
    expect((await open(SCHOOL, code)).status).toBe(200);
  });

  it('guessed 1,000 times makes everybody at that address wait, and tells nothing', async () => {
    wait(2);
    const answers = new Map<number, Set<string>>();
    const almost = (code.startsWith('0') ? '1' : '0') + code.slice(1, 15);
    let looked = 0;
    for (let tried = 0; tried < 1_000; tried += 1) {
      const { status, body } = await open(SCHOOL, almost + String(tried).padStart(4, '0'));
      if (status === 404) looked += 1;
      answers.set(status, (answers.get(status) ?? new Set()).add(JSON.stringify(body)));
    }
    expect([...answers.keys()]).toEqual([404, 429]);
    expect(looked).toBe(11);
    for (const said of answers.values()) expect([...said]).toHaveLength(1);
    // The right code is answered as the wrong ones are.
    const right = await open(SCHOOL, code);
    expect([right.status, answers.get(429)]).toEqual([429, new Set([JSON.stringify(right.body)])]);
    expect(Number(right.headers['retry-after'])).toBeGreaterThan(0);
    // The others are served meanwhile, and this address again after its wait.
    expect((await head.get('transition/resources')).status).toBe(200);
    wait(1);
    expect((await open(SCHOOL, code)).status).toBe(200);
  });
});
