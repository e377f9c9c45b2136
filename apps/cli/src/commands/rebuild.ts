import { Progress } from '../progress.ts';
import { withOperator } from './with-operator.ts';

/** Builds read models anew beside those that readers see; they take over when they show as much. */
export async function rebuild(names: readonly string[]): Promise<void> {
  const progress = new Progress();
  await withOperator((operator) =>
    operator.rebuild(names, ({ done }) => progress.show('rebuild', Math.floor(done * 1_000), 1_000)),
  );
  progress.end();
  process.stdout.write(`Rebuilt: ${names.length === 0 ? 'all read models' : names.join(', ')}\n`);
}
