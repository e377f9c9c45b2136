import { Refused } from '#kernel';
import { type DeviceKind, type Devices, type Network, roomKey } from '../resources.events.ts';
import { MOST_DEVICES, type Room, roomTitle } from '../resources.ts';
import { resourceWords } from '../resource-words.ts';
import { columnsIn, numberIn, wordIn } from './columns.ts';
import { type ImportedLine, refusedLine, taken } from './import-lines.ts';
import type { SheetRow } from './read-sheet.ts';

interface RoomInList {
  readonly room: string;
  readonly network: Network;
  readonly devices: Map<DeviceKind, Devices>;
}

/**
 * The rooms that a list tells of, and what becomes of each of its lines. A room may stand in several lines, one for
 * each kind of device; what is not said of its network in a later line stays.
 * @throws Refused `invalid` for a list without the columns
 */
export function roomsIn(rows: readonly SheetRow[]): {
  readonly rooms: readonly Room[];
  readonly lines: readonly ImportedLine[];
} {
  const cellsOf = columnsIn(rows[0], ['room', 'network']);
  const rooms = new Map<string, RoomInList>();
  const lines = rows.slice(1).map((row): ImportedLine => {
    if (row.hasFormula) return refusedLine(row.line, '', 'formula');
    const { room, network, device, count, working } = cellsOf(row);
    const what = [room, network, device, count].filter((cell) => cell !== '').join(', ');
    const read = roomIn({ room, network, device, count, working }, rooms);
    if (typeof read === 'string') return refusedLine(row.line, what, read);
    rooms.set(roomKey(read.room), read);
    return taken(row.line, what);
  });
  return {
    rooms: [...rooms.values()].map(({ devices, ...room }) => ({ ...room, devices: [...devices.values()] })),
    lines,
  };
}

/** The room after one more line of it, or the rule that the line breaks. */
function roomIn(
  cells: Readonly<Record<'room' | 'network' | 'device' | 'count' | 'working', string>>,
  rooms: ReadonlyMap<string, RoomInList>,
): RoomInList | string {
  const title = titleIn(cells.room);
  if (title === null) return 'room';
  const before = rooms.get(roomKey(title));
  const network =
    cells.network === '' && before ? before.network : wordIn(resourceWords.networks, cells.network);
  if (network === null) return 'unknown-network';
  if (before !== undefined && network !== before.network) return 'another-network';
  const devices = new Map(before?.devices);
  if (cells.device !== '') {
    const kind = wordIn(resourceWords.devices, cells.device);
    if (kind === null) return 'unknown-device';
    if (devices.has(kind)) return 'twice';
    const count = numberIn(cells.count, 1, MOST_DEVICES);
    const working = count === null ? null : numberIn(cells.working, count, count);
    if (count === null || working === null) return 'number';
    devices.set(kind, { kind, count, working });
  }
  return { room: before?.room ?? title, network, devices };
}

function titleIn(cell: string): string | null {
  try {
    return roomTitle('room', cell);
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}
