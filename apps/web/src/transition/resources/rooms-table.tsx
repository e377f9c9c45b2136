import { Button, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { send } from '../../api/client.ts';
import { CommandDialog } from '../../form/command-dialog.tsx';
import { Refused } from '../../form/refused.tsx';
import { Message } from '../../states/message.tsx';
import { useWords } from '../../words/catalogue.ts';
import { useMayPrepare } from '../may-prepare.ts';
import { useTransitionCommand } from '../use-transition-command.ts';
import { goInGrid } from './grid-keys.ts';
import {
  cellOf,
  countsIn,
  type Device,
  deviceKinds,
  type Network,
  networks,
  type Room,
} from './resources.ts';
import { resourcesWords } from './resources.messages.ts';
import { SaveBar } from '../save-bar.tsx';

/** What was typed for a room and not saved yet. */
interface Edit {
  readonly network?: Network;
  readonly cells?: Readonly<Partial<Record<Device, string>>>;
}

/** The rooms as a sheet: network and devices of each, written straight into the cells and saved at once. */
export function RoomsTable({ rooms }: { readonly rooms: readonly Room[] }): ReactElement {
  const words = useWords(resourcesWords);
  const mayPrepare = useMayPrepare();
  const command = useTransitionCommand();
  const [edits, setEdits] = useState<ReadonlyMap<string, Edit>>(new Map());
  const [added, setAdded] = useState<readonly Room[]>([]);
  const [isSaved, setSaved] = useState(false);
  const [withdrawn, setWithdrawn] = useState<string | null>(null);
  const known = new Set(rooms.map(({ room }) => room));
  const all = [...rooms, ...added.filter(({ room }) => !known.has(room))];
  const changed = all.filter((room) => isChanged(room, edits.get(room.room)));
  const isWrong = changed.some((room) => wrongIn(room, edits.get(room.room)));
  const edit = (room: string, more: Edit): void => {
    setSaved(false);
    setEdits((before) => {
      const standing = before.get(room);
      const cells = { ...standing?.cells, ...more.cells };
      return new Map(before).set(room, { ...standing, ...more, cells });
    });
  };
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const body = { rooms: changed.map((room) => asSaid(room, edits.get(room.room))) };
    if ((await command.run(() => send('PUT', 'transition/resources/rooms', body))) === undefined) return;
    setEdits(new Map());
    setSaved(true);
  };
  return (
    <>
      {all.length === 0 && <Message title={words.noRooms} why={words.noRoomsWhy} />}
      <form onSubmit={(event) => void save(event)}>
        {all.length > 0 && (
          <>
            {mayPrepare && (
              <Text c="dimmed" mb="xs" className="no-print">
                {words.howToWrite}
              </Text>
            )}
            <div className="road-frame resource-frame" role="region" aria-label={words.rooms} tabIndex={0}>
              <table className="road-table resource-grid" aria-label={words.rooms} onKeyDown={goInGrid}>
                <thead>
                  <tr>
                    <th scope="col">{words.room}</th>
                    <th scope="col">{words.network}</th>
                    {deviceKinds.map((kind) => (
                      <th key={kind} scope="col">
                        {words.devices[kind]}
                      </th>
                    ))}
                    {mayPrepare && <td className="no-print" />}
                  </tr>
                </thead>
                <tbody>
                  {all.map((room) => (
                    <RoomRow
                      key={room.room}
                      room={room}
                      edit={edits.get(room.room)}
                      {...(mayPrepare
                        ? { change: (more: Edit) => edit(room.room, more), withdraw: setWithdrawn }
                        : {})}
                    />
                  ))}
                </tbody>
              </table>
            </div>
          </>
        )}
        {mayPrepare && (
          <SaveBar
            changed={changed.length}
            save={words.saveRooms(changed.length)}
            busy={command.busy}
            isWrong={isWrong}
            isSaved={isSaved}
            undo={() => setEdits(new Map())}
          />
        )}
        <Refused said={command.refused} />
      </form>
      {mayPrepare && (
        <AddRoom
          add={(title) =>
            setAdded((before) => [...before, { room: title, network: null, devices: [], inTimetable: false }])
          }
        />
      )}
      {withdrawn !== null && <WithdrawRoom room={withdrawn} close={() => setWithdrawn(null)} />}
    </>
  );
}

const isChanged = (room: Room, edit: Edit | undefined): boolean =>
  edit !== undefined &&
  ((edit.network !== undefined && edit.network !== room.network) ||
    deviceKinds.some((kind) => (edit.cells?.[kind] ?? cellOf(room, kind)).trim() !== cellOf(room, kind)));

/** Whether something typed cannot be saved: a cell that says no number, or devices in a room of whose network nothing is said. */
const wrongIn = (room: Room, edit: Edit | undefined): boolean =>
  (edit?.network ?? room.network) === null ||
  deviceKinds.some((kind) => countsIn(edit?.cells?.[kind] ?? cellOf(room, kind)) === null);

const asSaid = (room: Room, edit: Edit | undefined): object => ({
  room: room.room,
  network: edit?.network ?? room.network,
  devices: deviceKinds.flatMap((kind) => {
    const counts = countsIn(edit?.cells?.[kind] ?? cellOf(room, kind));
    return counts === null || counts.count === 0 ? [] : [{ kind, ...counts }];
  }),
});

function RoomRow({
  room,
  edit,
  change,
  withdraw,
}: {
  readonly room: Room;
  readonly edit: Edit | undefined;
  /** Missing: it is only read. */
  readonly change?: (more: Edit) => void;
  readonly withdraw?: (room: string) => void;
}): ReactElement {
  const words = useWords(resourcesWords);
  const network = edit?.network ?? room.network;
  const lacksNetwork = network === null && isChanged(room, edit);
  return (
    <tr data-changed={isChanged(room, edit) || undefined}>
      <th scope="row">
        <b>{room.room}</b>
        {!room.inTimetable && <span className="resource-note">{words.notInTimetable}</span>}
      </th>
      <td>
        {change === undefined ? (
          network === null ? (
            <span className="road-quiet">{words.unknown}</span>
          ) : (
            words.networks[network]
          )
        ) : (
          <select
            className="resource-cell resource-network"
            data-column="network"
            aria-label={words.cellOf(words.network, room.room)}
            aria-invalid={lacksNetwork || undefined}
            value={network ?? ''}
            onChange={({ currentTarget: { value } }) => change({ network: value as Network })}
          >
            {network === null && (
              <option value="">{lacksNetwork ? words.needsNetwork : words.unknown}</option>
            )}
            {networks.map((one) => (
              <option key={one} value={one}>
                {words.networks[one]}
              </option>
            ))}
          </select>
        )}
      </td>
      {deviceKinds.map((kind) => {
        const cell = edit?.cells?.[kind] ?? cellOf(room, kind);
        const isWrong = countsIn(cell) === null;
        return (
          <td key={kind}>
            {change === undefined ? (
              cell
            ) : (
              <input
                className="resource-cell"
                data-column={kind}
                inputMode="numeric"
                autoComplete="off"
                maxLength={9}
                aria-label={words.cellOf(words.devices[kind], room.room)}
                aria-invalid={isWrong || undefined}
                title={isWrong ? words.badCell : undefined}
                value={cell}
                onChange={({ currentTarget: { value } }) => change({ cells: { [kind]: value } })}
              />
            )}
          </td>
        );
      })}
      {withdraw !== undefined && (
        <td className="no-print">
          {!room.inTimetable && room.network !== null && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={words.withdrawRoom(room.room)}
              onClick={() => withdraw(room.room)}
            >
              {words.withdraw}
            </Button>
          )}
        </td>
      )}
    </tr>
  );
}

/** A room that the timetable does not name, as a new line of the sheet. */
function AddRoom({ add }: { readonly add: (title: string) => void }): ReactElement {
  const words = useWords(resourcesWords);
  const [title, setTitle] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    add(title.trim().replaceAll(/\s+/g, ' '));
    setTitle('');
  };
  return (
    <form onSubmit={submit} className="resource-save no-print">
      <TextInput
        label={words.newRoom}
        maxLength={50}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={title.trim() === ''}>
        {words.addRoom}
      </Button>
    </form>
  );
}

function WithdrawRoom({ room, close }: { readonly room: string; readonly close: () => void }): ReactElement {
  const words = useWords(resourcesWords);
  const command = useTransitionCommand();
  const withdraw = (): Promise<unknown> => {
    const path = 'transition/resources/rooms/withdrawal';
    return send('POST', path, { room });
  };
  return (
    <CommandDialog
      title={words.withdrawRoom(room)}
      explain={words.withdrawExplain}
      act={words.withdraw}
      danger
      command={command}
      tell={withdraw}
      close={close}
    />
  );
}
