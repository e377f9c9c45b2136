import { invalidField } from '#kernel';
import { isArchive } from './is-archive.ts';
import type { FileType } from './stored-file.ts';
import { NotAnArchive, type ZipEntry, zipEntries } from './zip-entries.ts';

/** The largest document (bytes). */
export const MOST_FILE_BYTES = 20 * 1_048_576;
/** The longest name of a file (characters), its ending included. */
const MOST_NAME = 150;
/** The list of parts of a document from an office program is some kilobytes. */
const MOST_CONTENT_TYPES = 1_048_576;

/**
 * Tells a document's type by its content and nothing else.
 * @throws Refused `invalid` that names the field `file` and the rule: `empty`, `size`, `type`, `broken`, `archive-inside`,
 *   `macros`
 */
export function inspectDocument(content: Uint8Array): FileType {
  if (content.length === 0) throw refusedFile('empty', 'The file is empty.');
  if (content.length > MOST_FILE_BYTES) throw refusedFile('size', 'A file may have 20 MB at most.');
  if (startsWith(content, '%PDF-')) return inspectPdf(content);
  if (startsWith(content, 'PK\u0003\u0004')) return inspectDocx(content);
  throw refusedFile('type', 'The content is neither PDF nor DOCX.');
}

/**
 * The name that a document is shown by.
 * @throws Refused `invalid` that names the field `name`: `empty`, `length`, `path`, `control-characters`
 */
export function inspectName(name: string): string {
  const said = name.trim();
  if (said === '') throw invalidField('name', 'empty', 'The file must have a name.');
  if (said.length > MOST_NAME)
    throw invalidField('name', 'length', `A name has ${MOST_NAME} characters at most.`);
  // Also what turns the direction of writing round: «gpj.exe» must not look like «exe.jpg».
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(said)) {
    throw invalidField('name', 'control-characters', 'The name holds characters that cannot be seen.');
  }
  if (/[\\/:]/.test(said) || said === '.' || said === '..') {
    throw invalidField('name', 'path', 'The name holds parts of a path.');
  }
  return said;
}

function inspectPdf(content: Uint8Array): FileType {
  const [head, tail] = [latin1(content.subarray(0, 8)), latin1(content.subarray(-1_024))];
  if (!/^%PDF-[12]\.\d/.test(head)) throw refusedFile('broken', 'The header of the PDF is broken.');
  if (!/startxref\s+\d+\s+%%EOF\s*$/.test(tail)) {
    throw refusedFile('broken', 'The PDF ends before its trailer.');
  }
  return 'pdf';
}

function inspectDocx(content: Uint8Array): FileType {
  const entries = entriesOf(content);
  const names = entries.map(({ name }) => name);
  const types = entries.find(({ name }) => name === '[Content_Types].xml');
  if (types === undefined || !names.includes('word/document.xml')) {
    throw refusedFile('type', 'The content is an archive, but no DOCX.');
  }
  if (new Set(names).size !== names.length) throw refusedFile('broken', 'The document names a part twice.');
  if (
    names.some((name) => /vbaProject|vbaData/i.test(name)) ||
    /macroEnabled|vbaProject/i.test(textOf(types))
  ) {
    throw refusedFile('macros', 'The document holds macros or embedded programs.');
  }
  if (entries.some(isArchive)) throw refusedFile('archive-inside', 'The document holds an archive.');
  return 'docx';
}

function entriesOf(content: Uint8Array): readonly ZipEntry[] {
  try {
    return zipEntries(content);
  } catch (error) {
    if (error instanceof NotAnArchive)
      throw refusedFile('broken', `The document is broken: ${error.message}.`);
    throw error;
  }
}

function textOf(types: ZipEntry): string {
  try {
    if (types.size <= MOST_CONTENT_TYPES) return new TextDecoder().decode(types.content());
  } catch {
    // Longer than it says, or no deflated stream: broken either way.
  }
  throw refusedFile('broken', 'The list of parts of the document is broken.');
}

const refusedFile = (rule: string, detail: string) => invalidField('file', rule, detail);
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const startsWith = (content: Uint8Array, text: string): boolean =>
  latin1(content.subarray(0, text.length)) === text;
