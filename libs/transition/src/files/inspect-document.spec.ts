import { describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { Refused } from '#kernel';
import { inspectDocument, inspectName, MOST_FILE_BYTES } from './inspect-document.ts';
import { docx, pdf } from '../testing/sample-documents.ts';

/** Which rule a call broke. */
function ruleOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof Refused) return error.more.errors![0]!.rule;
    throw error;
  }
  return 'none';
}

describe('the content of a document', () => {
  it('tells PDF and DOCX', () => {
    expect(inspectDocument(pdf())).toBe('pdf');
    expect(inspectDocument(docx())).toBe('docx');
  });

  const large = new Uint8Array(MOST_FILE_BYTES + 1);
  const zip = (files: Record<string, Uint8Array>) => zipSync(files);
  const broken: [string, string, () => Uint8Array][] = [
    ['nothing', 'empty', () => new Uint8Array()],
    ['21 MB', 'size', () => large],
    ['a program', 'type', () => strToU8('MZ\u0090\u0000')],
    ['a page', 'type', () => strToU8('<html><script>alert(1)</script></html>')],
    ['a picture', 'type', () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47)],
    ['a PDF of half its length', 'broken', () => pdf().subarray(0, 40)],
    [
      'a PDF with something behind its end',
      'broken',
      () => strToU8(`${text(pdf())}<script>alert(1)</script>`),
    ],
    [
      'a spreadsheet',
      'type',
      () => zip({ '[Content_Types].xml': strToU8('<a/>'), 'xl/workbook.xml': strToU8('<a/>') }),
    ],
    ['an archive of documents', 'type', () => zip({ 'a.pdf': pdf() })],
    ['a DOCX without its directory', 'broken', () => docx().subarray(0, 100)],
    [
      'an archive inside a DOCX',
      'archive-inside',
      () => docx({ 'word/media/image1.png': zip({ a: strToU8('a') }) }),
    ],
    ['a document inside a DOCX', 'archive-inside', () => docx({ 'word/embeddings/inner.docx': docx() })],
    [
      'a RAR inside a DOCX',
      'archive-inside',
      () => docx({ 'word/media/a.png': strToU8('Rar!\u001a\u0007\u0000') }),
    ],
    [
      'an old office file inside a DOCX',
      'archive-inside',
      () => docx({ 'word/a.ole': Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1) }),
    ],
    ['macros', 'macros', () => docx({ 'word/vbaProject.bin': strToU8('macro') })],
    [
      'macros by the list of parts',
      'macros',
      () =>
        docx({ '[Content_Types].xml': strToU8('application/vnd.ms-word.document.macroEnabled.main+xml') }),
    ],
  ];
  it.each(broken)('refuses %s: %s', (_, rule, make) => {
    expect(ruleOf(() => inspectDocument(make()))).toBe(rule);
  });

  it('does not inflate a list of parts that says it is small and is not', () => {
    const bomb = docx({ '[Content_Types].xml': new Uint8Array(5_000_000) });
    // Where the directory tells the size of the first entry that has this name.
    const at = Buffer.from(bomb).lastIndexOf('[Content_Types].xml') - 46;
    new DataView(bomb.buffer, bomb.byteOffset).setUint32(at + 24, 10, true);
    expect(ruleOf(() => inspectDocument(bomb))).toBe('broken');
  });
});

describe('the name of a document', () => {
  it('is kept as it was, in any language', () => {
    expect(inspectName(' Положение о ВШК (2026).pdf ')).toBe('Положение о ВШК (2026).pdf');
  });

  const broken: [string, string][] = [
    ['', 'empty'],
    ['a'.repeat(151), 'length'],
    ['../../etc/passwd', 'path'],
    ['C:\\устав.pdf', 'path'],
    ['папка/устав.pdf', 'path'],
    ['..', 'path'],
    ['устав\u0000.pdf', 'control-characters'],
    ['устав\n.pdf', 'control-characters'],
    ['\u202efdp.exe', 'control-characters'],
  ];
  it.each(broken)('refuses %j: %s', (name, rule) => {
    expect(ruleOf(() => inspectName(name))).toBe(rule);
  });
});

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
