import type { Model } from '../read-store.ts';
import { numberedLive, numberedModel } from './catalogue.ts';
import type { Connection } from './connection.ts';
import { PART_COLUMNS } from './schema.ts';

/** Rows removed in one transaction: some ms, of documents too, which are long. */
const ROWS = 100;
const PARTS = PART_COLUMNS.join(', ');

/** Takes the model out of the catalogue; its rows go later. Inside a write transaction. */
export function markDropped(connection: Connection, model: Model): void {
  const numbered = numberedModel(connection, model);
  if (numbered === null) return;
  if (numberedLive(connection, model.name)?.id === numbered.id) {
    throw new Error(`${model.name} ${model.version} is what readers see: it cannot be dropped`);
  }
  connection.statement('UPDATE models SET dropped = 1 WHERE id = ?').run(numbered.id);
  connection.statement('DELETE FROM checkpoints WHERE model = ?').run(numbered.id);
  connection.statement('DELETE FROM halts WHERE model = ?').run(numbered.id);
}

/** Removes some rows of dropped models. Inside a write transaction. @returns whether there are more */
export function sweepDropped(connection: Connection): boolean {
  const dropped = connection.statement<{ id: number }>('SELECT id FROM models WHERE dropped = 1').get();
  if (dropped === undefined) return false;
  const { id } = dropped;
  const steps: readonly string[] = [
    `DELETE FROM entries WHERE (idx, school, ${PARTS}, key) IN (
       SELECT idx, school, ${PARTS}, key FROM entries
       WHERE idx = (SELECT id FROM indexes i WHERE i.model = ? AND EXISTS (SELECT 1 FROM entries e WHERE e.idx = i.id))
       LIMIT ${ROWS})`,
    `DELETE FROM tallies WHERE (tally, school, ${PARTS}) IN (
       SELECT tally, school, ${PARTS} FROM tallies
       WHERE tally = (SELECT id FROM tally_names n WHERE n.model = ? AND EXISTS (SELECT 1 FROM tallies t WHERE t.tally = n.id))
       LIMIT ${ROWS})`,
    `DELETE FROM documents WHERE id IN (SELECT id FROM documents WHERE model = ? LIMIT ${ROWS})`,
  ];
  for (const step of steps) if (connection.statement(step).run(id).changes > 0) return true;
  for (const table of ['indexes', 'tally_names']) {
    connection.statement(`DELETE FROM ${table} WHERE model = ?`).run(id);
  }
  connection.statement('DELETE FROM models WHERE id = ?').run(id);
  return true;
}
