import type { ModelStatus } from '#projecting';
import { withOperator } from './with-operator.ts';

/** Prints where every read model stands, how far behind it is, and what has halted. */
export async function status({ json = false }: { readonly json?: boolean }): Promise<void> {
  await withOperator(async (operator) => {
    const { head, models, superseded } = await operator.status();
    if (json) {
      process.stdout.write(`${JSON.stringify({ head, models, superseded }, null, 2)}\n`);
      return;
    }
    const width = Math.max(...models.map(({ name }) => name.length));
    process.stdout.write(`log at ${head ?? 'nothing yet'}\n`);
    for (const model of models) process.stdout.write(`${lineOf(model, width)}\n`);
    for (const name of superseded)
      process.stdout.write(`${name}: readers see a newer version than this program's\n`);
  });
}

const lineOf = ({ name, version, state, checkpoint, lag, halts }: ModelStatus, width: number): string =>
  [
    `${name.padEnd(width)}  v${version}  ${state.padEnd(8)}  at ${checkpoint ?? '–'}  lag ${lag}`,
    ...halts.map((halt) => `  halted for school ${halt.schoolId} at event ${halt.eventId}: ${halt.error}`),
  ].join('\n');
