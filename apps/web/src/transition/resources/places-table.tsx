import {} from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { send } from '../../api/client.ts';
import { staffName } from '../../app/names.ts';
import { Refused } from '../../form/refused.tsx';
import { Message } from '../../states/message.tsx';
import { useWords } from '../../words/catalogue.ts';
import { useMayPrepare } from '../may-prepare.ts';
import { useTransitionCommand } from '../use-transition-command.ts';
import { goInGrid } from './grid-keys.ts';
import type { Place } from './resources.ts';
import { resourcesWords } from './resources.messages.ts';
import { SaveBar } from '../save-bar.tsx';

/** What was chosen for a teacher and not saved yet. */
interface Edit {
  readonly hasPlace?: boolean;
  readonly room?: string;
}

/** Who of the teachers has a place to work at, and where. */
export function PlacesTable({ places }: { readonly places: readonly Place[] }): ReactElement {
  const words = useWords(resourcesWords);
  const mayPrepare = useMayPrepare();
  const command = useTransitionCommand();
  const [edits, setEdits] = useState<ReadonlyMap<string, Edit>>(new Map());
  const [isSaved, setSaved] = useState(false);
  const changed = places.filter((place) => isChanged(place, edits.get(place.personId)));
  const edit = (personId: string, more: Edit): void => {
    setSaved(false);
    setEdits((before) => new Map(before).set(personId, { ...before.get(personId), ...more }));
  };
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const body = { places: changed.map((place) => asSaid(place, edits.get(place.personId))) };
    if ((await command.run(() => send('PUT', 'transition/resources/places', body))) === undefined) return;
    setEdits(new Map());
    setSaved(true);
  };
  if (places.length === 0) return <Message title={words.noPlaces} why={words.noPlacesWhy} />;
  return (
    <form onSubmit={(event) => void save(event)}>
      <div className="road-frame resource-frame" role="region" aria-label={words.places} tabIndex={0}>
        <table
          className="road-table resource-grid resource-places"
          aria-label={words.places}
          onKeyDown={goInGrid}
        >
          <thead>
            <tr>
              <th scope="col">{words.teacher}</th>
              <th scope="col">{words.hasPlace}</th>
              <th scope="col">{words.where}</th>
            </tr>
          </thead>
          <tbody>
            {places.map((place) => (
              <PlaceRow
                key={place.personId}
                place={place}
                edit={edits.get(place.personId)}
                {...(mayPrepare ? { change: (more: Edit) => edit(place.personId, more) } : {})}
              />
            ))}
          </tbody>
        </table>
      </div>
      {mayPrepare && (
        <SaveBar
          changed={changed.length}
          save={words.savePlaces(changed.length)}
          busy={command.busy}
          isSaved={isSaved}
          undo={() => setEdits(new Map())}
        />
      )}
      <Refused said={command.refused} />
    </form>
  );
}

const hasIn = (place: Place, edit: Edit | undefined): boolean | null => edit?.hasPlace ?? place.hasPlace;
const roomIn = (place: Place, edit: Edit | undefined): string => edit?.room ?? place.room ?? '';

const isChanged = (place: Place, edit: Edit | undefined): boolean =>
  hasIn(place, edit) !== place.hasPlace ||
  (hasIn(place, edit) === true && roomIn(place, edit).trim() !== (place.room ?? ''));

const asSaid = (place: Place, edit: Edit | undefined): object => {
  const hasPlace = hasIn(place, edit) === true;
  const room = roomIn(place, edit).trim();
  return { personId: place.personId, hasPlace, room: hasPlace && room !== '' ? room : null };
};

function PlaceRow({
  place,
  edit,
  change,
}: {
  readonly place: Place;
  readonly edit: Edit | undefined;
  /** Missing: it is only read. */
  readonly change?: (more: Edit) => void;
}): ReactElement {
  const words = useWords(resourcesWords);
  const name = staffName(place);
  const has = hasIn(place, edit);
  const room = roomIn(place, edit);
  return (
    <tr data-changed={isChanged(place, edit) || undefined}>
      <th scope="row">
        {name}
        {!place.teaches && <span className="resource-note">{words.notTeaching}</span>}
      </th>
      <td>
        {change === undefined ? (
          has === null ? (
            <span className="road-quiet">{words.unknown}</span>
          ) : has ? (
            words.has
          ) : (
            words.hasNot
          )
        ) : (
          <select
            className="resource-cell resource-network"
            data-column="place"
            aria-label={words.cellOf(words.hasPlace, name)}
            value={has === null ? '' : String(has)}
            onChange={({ currentTarget: { value } }) => change({ hasPlace: value === 'true' })}
          >
            {has === null && <option value="">{words.unknown}</option>}
            <option value="true">{words.has}</option>
            <option value="false">{words.hasNot}</option>
          </select>
        )}
      </td>
      <td>
        {change === undefined ? (
          room
        ) : (
          <input
            className="resource-cell"
            data-column="room"
            autoComplete="off"
            maxLength={50}
            aria-label={words.cellOf(words.where, name)}
            disabled={has !== true}
            value={has === true ? room : ''}
            onChange={({ currentTarget: { value } }) => change({ room: value })}
          />
        )}
      </td>
    </tr>
  );
}
