import { Buffer } from 'node:buffer';
import { hash } from 'node:crypto';

/*
 * How ids and hashes stand in the file: a UUID as its 16 bytes, a sha256 as its 32. An event's envelope is
 * its id, the command's fingerprint and its chain hash, 80 bytes in all.
 */
const ID_BYTES = 16;
const HASH_BYTES = 32;
export const FINGERPRINT_AT = ID_BYTES;
export const CHAIN_AT = ID_BYTES + HASH_BYTES;
export const ENVELOPE_BYTES = ID_BYTES + 2 * HASH_BYTES;
export const COMMAND_BYTES = ID_BYTES;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const HASH = /^[0-9a-f]{64}$/;

/** Whether the text can be kept as a UUID's bytes and come back letter by letter. */
export const isUuid = (text: string): boolean => UUID.test(text);
/** Whether the text can be kept as a sha256's bytes and come back letter by letter. */
export const isHash = (text: string): boolean => HASH.test(text);

const DASH = 0x2d;
const DIGITS = '0123456789abcdef';

/** The value of a hex digit by its character code. */
const valueOf = new Uint8Array(128);
for (let value = 0; value < 16; value += 1) valueOf[DIGITS.charCodeAt(value)] = value;

/** The two hex digits of a byte as character codes, one byte after the other. */
const digitsOf = new Uint8Array(512);
for (let byte = 0; byte < 256; byte += 1) {
  digitsOf[2 * byte] = DIGITS.charCodeAt(byte >> 4);
  digitsOf[2 * byte + 1] = DIGITS.charCodeAt(byte & 15);
}

/** Writes lower-case hex digits, with or without a UUID's dashes, as bytes. */
export function writeHex(text: string, into: Uint8Array, at: number): void {
  for (let from = 0, to = at; from < text.length;) {
    const code = text.charCodeAt(from);
    if (code === DASH) {
      from += 1;
      continue;
    }
    into[to] = (valueOf[code]! << 4) | valueOf[text.charCodeAt(from + 1)]!;
    to += 1;
    from += 2;
  }
}

/**
 * Writes the 16 bytes under which a command is found in its stream: the UUID's own, or, for an id that is no
 * UUID, the first of its sha256 (the id itself then stands in `more`).
 */
export function writeCommand(commandId: string, into: Uint8Array): void {
  if (isUuid(commandId)) writeHex(commandId, into, 0);
  else writeHex(hash('sha256', commandId).slice(0, 2 * COMMAND_BYTES), into, 0);
}

/** The ids and hashes of an event as text. */
export interface Identity {
  readonly id: string;
  readonly commandId: string;
  readonly fingerprint: string;
  readonly chain: string;
}

const UUID_LETTERS = 36;
const HASH_LETTERS = 64;
const LETTERS = 2 * UUID_LETTERS + 2 * HASH_LETTERS;
let letters = Buffer.alloc(0);

/**
 * The identities of so many events whose envelopes and commands stand one after another. All digits are
 * spelled out in one buffer first: four calls an event, and no string keeps another's memory.
 */
export function identitiesIn(bytes: Uint8Array, count: number): Identity[] {
  if (letters.length < count * LETTERS) letters = Buffer.allocUnsafe(count * LETTERS);
  let from = 0;
  let to = 0;
  for (let event = 0; event < count; event += 1) {
    to = spellUuid(bytes, from, to);
    from += ID_BYTES;
    for (const end = from + 2 * HASH_BYTES; from < end; from += 1, to += 2) {
      const digit = bytes[from]! * 2;
      letters[to] = digitsOf[digit]!;
      letters[to + 1] = digitsOf[digit + 1]!;
    }
    to = spellUuid(bytes, from, to);
    from += COMMAND_BYTES;
  }
  const identities: Identity[] = [];
  for (let at = 0; at < to; at += LETTERS) {
    const fingerprintAt = at + UUID_LETTERS;
    const chainAt = fingerprintAt + HASH_LETTERS;
    const commandAt = chainAt + HASH_LETTERS;
    identities.push({
      id: letters.toString('latin1', at, fingerprintAt),
      fingerprint: letters.toString('latin1', fingerprintAt, chainAt),
      chain: letters.toString('latin1', chainAt, commandAt),
      commandId: letters.toString('latin1', commandAt, at + LETTERS),
    });
  }
  return identities;
}

function spellUuid(bytes: Uint8Array, from: number, to: number): number {
  let at = to;
  for (let byte = 0; byte < ID_BYTES; byte += 1) {
    if (byte === 4 || byte === 6 || byte === 8 || byte === 10) {
      letters[at] = DASH;
      at += 1;
    }
    const digit = bytes[from + byte]! * 2;
    letters[at] = digitsOf[digit]!;
    letters[at + 1] = digitsOf[digit + 1]!;
    at += 2;
  }
  return at;
}
