import { readCatalogue, type Source } from '../catalogues/read-catalogue.ts';
import type { DeviceKind, Network } from './resources.events.ts';

interface Words<Id extends string> {
  readonly id: Id;
  readonly title: string;
  readonly source: Source;
  /** How lists of schools call it, in lower case. */
  readonly words: readonly string[];
}

interface ResourceWords {
  readonly networks: readonly Words<Network>[];
  readonly devices: readonly (Words<DeviceKind> & {
    /** Whether the journal can be kept on it. */
    readonly keepsJournal: boolean;
  })[];
  /** The headings of the columns in lists that are imported. */
  readonly columns: Readonly<Record<ResourceColumn, readonly string[]>>;
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

export type ResourceColumn =
  | 'room'
  | 'network'
  | 'device'
  | 'count'
  | 'working'
  | 'familyName'
  | 'givenName'
  | 'patronymic'
  | 'hasPlace';

/** What networks, devices and the columns of lists are called. */
export const resourceWords = readCatalogue<ResourceWords>('resources');

/** Whether the journal can be kept on a device of this kind. */
export const keepsJournal = (kind: DeviceKind): boolean =>
  resourceWords.devices.some((one) => one.id === kind && one.keepsJournal);
