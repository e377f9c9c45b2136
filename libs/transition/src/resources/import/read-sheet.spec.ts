import { describe, expect, it } from '@jest/globals';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { Refused } from '#kernel';
import { type SheetCell, xlsx } from '../../testing/sample-documents.ts';
import { readSheet } from './read-sheet.ts';

const WORDS = [
  ['Кабинет', 'Сеть'],
  ['12', 'проводная'],
];
const csv = 'Кабинет;Сеть\r\n12;проводная\r\n';
/** The bytes of a text in windows-1251, as far as the tests need it. */
const windows1251 = (text: string): Uint8Array =>
  Uint8Array.from(text, (sign) => {
    const code = sign.codePointAt(0)!;
    return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
  });
const cells = async (content: Uint8Array): Promise<readonly (readonly string[])[]> =>
  (await readSheet(content)).map((row) => row.cells);
const ruleOf = async (content: Uint8Array): Promise<string> => {
  try {
    await readSheet(content);
    return 'none';
  } catch (error) {
    if (error instanceof Refused) return error.more.errors![0]!.rule;
    throw error;
  }
};
const sheet = (...rows: SheetCell[][]): Uint8Array => xlsx(rows);

describe('a list', () => {
  it('is read in UTF-8 with or without a mark, in UTF-16 and in windows-1251', async () => {
    expect(await cells(strToU8(csv))).toEqual(WORDS);
    expect(await cells(strToU8(`\ufeff${csv}`))).toEqual(WORDS);
    expect(await cells(Buffer.from(`\ufeff${csv}`, 'utf16le'))).toEqual(WORDS);
    expect(await cells(windows1251(csv))).toEqual(WORDS);
  });

  it('is read with commas and tabs, and with lines that are empty', async () => {
    expect(await cells(strToU8(csv.replaceAll(';', ',')))).toEqual(WORDS);
    expect(await cells(strToU8(csv.replaceAll(';', '\t')))).toEqual(WORDS);
    const rows = await readSheet(strToU8('Кабинет;Сеть\n\n;\n12;проводная\n'));
    expect(rows.map(({ line }) => line)).toEqual([1, 4]);
  });

  it('is read from a spreadsheet, line by line as it is numbered there', async () => {
    expect(await cells(sheet(...WORDS))).toEqual(WORDS);
    const rows = await readSheet(sheet(WORDS[0]!, [], [12, true]));
    expect(rows.map(({ line, cells: said }) => [line, said])).toEqual([
      [1, ['Кабинет', 'Сеть']],
      [3, ['12', 'да']],
    ]);
  });

  it('says which lines hold formulas, and calculates none', async () => {
    const rows = await readSheet(strToU8('Кабинет;Сеть\n=1+1;нет\n12;@SUM(A1)\n-1;нет\n'));
    expect(rows.map(({ hasFormula }) => hasFormula)).toEqual([false, true, true, false]);
    const formulas = await readSheet(
      sheet(WORDS[0]!, [{ formula: 'HYPERLINK("http://a")', value: '12' }, 'нет'], ['14', 'нет']),
    );
    expect(formulas.map(({ hasFormula }) => hasFormula)).toEqual([false, true, false]);
    expect(JSON.stringify(formulas)).not.toContain('HYPERLINK');
  });

  const parts = unzipSync(sheet(...WORDS));
  const bad: [string, string, () => Uint8Array][] = [
    ['nothing', 'empty', () => new Uint8Array()],
    ['more than 2 MB', 'size', () => new Uint8Array(2 * 1_048_576 + 1)],
    ['a program', 'type', () => Uint8Array.of(0x4d, 0x5a, 0x90, 0, 3)],
    [
      'an encoding of DOS',
      'encoding',
      () => Uint8Array.from(Buffer.from('8aa0a1a8ada5e23b8aa0a1a8ada5e20a', 'hex')),
    ],
    ['quotes that do not match', 'quotes', () => strToU8('Кабинет;Сеть\n"12;нет\n')],
    ['an archive', 'type', () => zipSync({ a: strToU8('a') })],
    ['half a spreadsheet', 'broken', () => sheet(...WORDS).subarray(0, 200)],
    [
      'a spreadsheet without its sheet',
      'broken',
      () => zipSync({ ...parts, 'xl/_rels/workbook.xml.rels': strToU8('<Relationships/>') }),
    ],
    [
      'a spreadsheet of broken XML',
      'broken',
      () =>
        zipSync({
          ...parts,
          'xl/styles.xml': strToU8('<a><b'),
          'xl/worksheets/sheet1.xml': strToU8('<worksheet><sheetData><row'),
        }),
    ],
    ['macros', 'macros', () => zipSync({ ...parts, 'xl/vbaProject.bin': strToU8('a') })],
    ['a bomb', 'size', () => zipSync({ ...parts, 'xl/media/a.bin': new Uint8Array(30 * 1_048_576) })],
  ];
  it.each(bad)('is refused when it is %s: %s', async (_, rule, make) => {
    expect(await ruleOf(make())).toBe(rule);
  });

  it('is refused when a part inflates to more than it says', async () => {
    const bomb = zipSync({ ...parts, 'xl/media/a.bin': new Uint8Array(1_000_000) });
    const at = Buffer.from(bomb).lastIndexOf('xl/media/a.bin') - 46;
    new DataView(bomb.buffer, bomb.byteOffset).setUint32(at + 24, 10, true);
    expect(await ruleOf(bomb)).toBe('broken');
  });
});
