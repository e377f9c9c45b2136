import { isIP } from 'node:net';
import { resolve } from 'node:path';

/** What a process does: everything, only HTTP, or only folding events into read models. */
const processRoles = ['all', 'api', 'projector'] as const;
export type ProcessRole = (typeof processRoles)[number];

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Where the key-encryption key comes from: written out, a file that must exist, or a file made on first start. */
export type KeySource =
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'beside-data'; readonly path: string };

/** The settings of a process, read once from its environment. */
export class Config {
  /** `PORT`, default 3000; 0 takes a free one. */
  readonly port: number;
  /** `HOST`, default 127.0.0.1: other machines reach the server only when this says so. */
  readonly host: string;
  /** `ZHURNAL_DATA`, default `./data`, made absolute. Holds the embedded stores and the vault's file. */
  readonly dataFolder: string;
  /** `ZHURNAL_ROLE`, default `all`. */
  readonly role: ProcessRole;
  /** `EVENTSTORE_URL`: EventStoreDB in place of the embedded log. */
  readonly eventStoreUrl: string | null;
  /** `MONGODB_URL`: MongoDB in place of the embedded read store and vault. */
  readonly mongoUrl: string | null;
  /** `ZHURNAL_DATABASES`, default `zhurnal`: what the names of its databases in MongoDB begin with. */
  readonly databases: string;
  /** `ZHURNAL_LOG_LEVEL`, default `info`. */
  readonly logLevel: LogLevel;
  /** `ZHURNAL_KEK`: the key itself (64 hex digits or base64 of 32 bytes) or the path of its file. */
  readonly keyEncryptionKey: KeySource;
  /** `ZHURNAL_TRUSTED_PROXIES`: addresses or CIDR ranges, separated by commas, whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];

  /** @throws ConfigError that lists everything that is wrong */
  constructor(environment: Readonly<Record<string, string | undefined>>) {
    const read = new Reading(environment);
    this.port = read.wholeNumber('PORT', 3000, 65_535);
    this.host = read.text('HOST') ?? '127.0.0.1';
    this.dataFolder = resolve(read.text('ZHURNAL_DATA') ?? './data');
    this.role = read.oneOf('ZHURNAL_ROLE', processRoles, 'all');
    this.eventStoreUrl = read.url('EVENTSTORE_URL', ['esdb:', 'esdb+discover:', 'kurrentdb:']);
    this.mongoUrl = read.url('MONGODB_URL', ['mongodb:', 'mongodb+srv:']);
    this.databases = read.name('ZHURNAL_DATABASES', 'zhurnal');
    this.logLevel = read.oneOf('ZHURNAL_LOG_LEVEL', logLevels, 'info');
    this.keyEncryptionKey = keySource(read.text('ZHURNAL_KEK'), this.dataFolder);
    this.trustedProxies = read.addresses('ZHURNAL_TRUSTED_PROXIES');
    if (this.role !== 'all' && (this.eventStoreUrl === null || this.mongoUrl === null)) {
      read.refuse(`ZHURNAL_ROLE=${this.role} shares its stores: set EVENTSTORE_URL and MONGODB_URL`);
    }
    if (this.mongoUrl !== null && this.keyEncryptionKey.kind === 'beside-data') {
      read.refuse('MONGODB_URL shares the vault: set ZHURNAL_KEK, the same for every process');
    }
    read.end();
  }
}

/** Everything that is wrong with the environment, one line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const KNOWN = [
  'ZHURNAL_DATA',
  'ZHURNAL_ROLE',
  'ZHURNAL_DATABASES',
  'ZHURNAL_LOG_LEVEL',
  'ZHURNAL_KEK',
  'ZHURNAL_TRUSTED_PROXIES',
];

/** Reads variables and gathers what is wrong with them. An empty variable is an absent one. */
class Reading {
  readonly #environment: Readonly<Record<string, string | undefined>>;
  readonly #wrong: string[] = [];

  constructor(environment: Readonly<Record<string, string | undefined>>) {
    this.#environment = environment;
    for (const name of Object.keys(environment)) {
      if (name.startsWith('ZHURNAL_') && !KNOWN.includes(name)) {
        this.refuse(`${name} is not a setting; known are ${KNOWN.join(', ')}`);
      }
    }
  }

  refuse(line: string): void {
    this.#wrong.push(line);
  }

  end(): void {
    if (this.#wrong.length > 0) throw new ConfigError(`Settings:\n  ${this.#wrong.join('\n  ')}`);
  }

  text(name: string): string | undefined {
    return this.#environment[name]?.trim() || undefined;
  }

  wholeNumber(name: string, otherwise: number, most: number): number {
    const text = this.text(name);
    if (text === undefined) return otherwise;
    if (/^\d{1,9}$/.test(text) && Number(text) <= most) return Number(text);
    this.refuse(`${name}=${text} is not a whole number from 0 to ${most}`);
    return otherwise;
  }

  oneOf<T extends string>(name: string, known: readonly T[], otherwise: T): T {
    const text = this.text(name);
    if (text === undefined) return otherwise;
    const found = known.find((each) => each === text);
    if (found === undefined) this.refuse(`${name}=${text} is not one of ${known.join(', ')}`);
    return found ?? otherwise;
  }

  /** MongoDB takes 63 bytes for a database's name, and no dots, slashes or spaces in it. */
  name(name: string, otherwise: string): string {
    const text = this.text(name);
    if (text === undefined || /^\w{1,40}$/.test(text)) return text ?? otherwise;
    this.refuse(`${name}=${text} is not a name of up to 40 Latin letters, digits and underscores`);
    return otherwise;
  }

  /** The address stays out of the message: it may hold a password. */
  url(name: string, schemes: readonly string[]): string | null {
    const text = this.text(name);
    if (text === undefined) return null;
    if (schemes.some((scheme) => text.startsWith(`${scheme}//`))) return text;
    this.refuse(`${name} does not begin with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`);
    return null;
  }

  addresses(name: string): readonly string[] {
    const listed = (this.text(name) ?? '').split(',').map((part) => part.trim());
    return listed.filter((address) => {
      if (address === '') return false;
      const [ip = '', bits] = address.split('/');
      const family = isIP(ip);
      const known =
        family !== 0 &&
        (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)));
      if (!known) this.refuse(`${name}: ${address} is neither an address nor a CIDR range`);
      return known;
    });
  }
}

/** A path has a separator or a dot in it somewhere; a key, in hex or base64 of 32 bytes, is of exact length. */
function keySource(text: string | undefined, dataFolder: string): KeySource {
  if (text === undefined) return { kind: 'beside-data', path: `${dataFolder}.kek` };
  return /^([0-9a-f]{64}|[A-Za-z0-9+/]{43}=?)$/i.test(text)
    ? { kind: 'value', text }
    : { kind: 'file', path: resolve(text) };
}
