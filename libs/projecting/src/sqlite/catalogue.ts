import type { AnyProjection } from '../projection.ts';
import type { Model } from '../read-store.ts';
import type { Connection } from './connection.ts';

/** A model's numbers: what its rows are marked with. */
export interface Numbered {
  readonly id: number;
  readonly indexes: ReadonlyMap<string, number>;
  readonly tallies: ReadonlyMap<string, number>;
}

/** Numbers once given never change, so they are remembered per connection for as long as it lives. */
const remembered = new WeakMap<Connection, Map<number, Numbered>>();

function numbersOf(connection: Connection, id: number): Numbered {
  let models = remembered.get(connection);
  if (models === undefined) remembered.set(connection, (models = new Map<number, Numbered>()));
  let numbered = models.get(id);
  if (numbered === undefined) {
    const named = (table: string): Map<string, number> =>
      new Map(
        connection
          .statement<{ name: string; id: number }>(`SELECT name, id FROM ${table} WHERE model = ?`)
          .all(id)
          .map((row) => [row.name, row.id]),
      );
    numbered = { id, indexes: named('indexes'), tallies: named('tally_names') };
    models.set(id, numbered);
  }
  return numbered;
}

/** The numbers of a built model, or null when there is no room for it. */
export function numberedModel(connection: Connection, { name, version }: Model): Numbered | null {
  const row = connection
    .statement<{ id: number }>('SELECT id FROM models WHERE name = ? AND version = ? AND dropped = 0')
    .get(name, version);
  return row === undefined ? null : numbersOf(connection, row.id);
}

/** The numbers of the model that readers of this name see, or null. */
export function numberedLive(connection: Connection, name: string): Numbered | null {
  const row = connection.statement<{ model: number }>('SELECT model FROM live WHERE name = ?').get(name);
  return row === undefined ? null : numbersOf(connection, row.model);
}

export const modelsIn = (connection: Connection): Model[] =>
  connection.statement<Model>('SELECT name, version FROM models WHERE dropped = 0').all();

export const liveIn = (connection: Connection): Map<string, number> =>
  new Map(
    connection
      .statement<Model>('SELECT live.name, version FROM live JOIN models ON models.id = live.model')
      .all()
      .map((row) => [row.name, row.version]),
  );

/**
 * Numbers a projection's model, indexes and tallies, and makes it live when its name has no live model.
 * Inside a write transaction.
 */
export function enter(connection: Connection, projection: AnyProjection): void {
  const { name, version } = projection;
  const indexes = Object.keys(projection.indexes ?? {});
  const tallies = (projection.tallies ?? []).map((tally) => tally.name);
  const known = numberedModel(connection, projection);
  if (known !== null) {
    const built = [...known.indexes.keys(), ...known.tallies.keys()].sort().join();
    if (built === [...indexes, ...tallies].sort().join()) return;
    throw new Error(`${name} ${version} was built with other indexes or tallies: raise its version`);
  }
  const id = connection
    .statement('INSERT INTO models (name, version) VALUES (?, ?)')
    .run(name, version).lastInsertRowid;
  const index = connection.statement('INSERT INTO indexes (model, name) VALUES (?, ?)');
  for (const each of indexes) index.run(id, each);
  const tally = connection.statement('INSERT INTO tally_names (model, name) VALUES (?, ?)');
  for (const each of tallies) tally.run(id, each);
  connection.statement('INSERT OR IGNORE INTO live (name, model) VALUES (?, ?)').run(name, id);
}

/** Points readers at a model. Inside a write transaction. */
export function point(connection: Connection, model: Model): void {
  const numbered = numberedModel(connection, model);
  if (numbered === null) throw new Error(`There is no model ${model.name} ${model.version} to take over`);
  connection.statement('UPDATE live SET model = ? WHERE name = ?').run(numbered.id, model.name);
}
