import { type Answered, requestBytes, send } from './load.ts';
import { inFolder, inTurn, type Run, type Workload } from './measure.ts';
import { type ClassToTeach, marksIn } from './school-at-work.ts';
import { ServerProgram } from './server-program.ts';

const CLIENTS = 64;
const CLASSES = 4;
const PAIRS = 6;
/** How often the limit takes what the product takes once: it has to work for about as long. */
const LIMIT_TIMES = 6;

async function answered(
  server: ServerProgram<unknown>,
  queues: readonly (readonly string[])[],
): Promise<Run & Answered> {
  await server.usage();
  const load = await send({ port: server.port, queues });
  const { cpuMicros, peakRssMb } = await server.usage();
  const { requests, seconds } = load;
  return { ...load, value: requests / seconds, cpuMicrosPerOp: cpuMicros / requests, peakRssMb };
}

export const workloads: Workload[] = [
  {
    id: 'W12',
    what: `marks given over HTTP by ${CLIENTS} clients, each in a lesson of its own: checked, decided and durable, against a bare Nest-Fastify POST with the same checks`,
    unit: 'commands/s',
    target: 0.3,
    measure: () =>
      inFolder(async (folder) => {
        const product = await ServerProgram.start<ClassToTeach[]>('serving-school', folder, String(CLASSES));
        const bare = await ServerProgram.start('serving-validated');
        const lessons = product.told.flatMap((one) => one.lessonIds.map((lessonId) => ({ one, lessonId })));
        /** For each client the marks of a lesson in which nobody has written. */
        const freshQueues = (): string[][] =>
          lessons
            .splice(0, CLIENTS)
            .map(({ one, lessonId }) =>
              marksIn(one, lessonId).map((mark) =>
                requestBytes({ method: 'POST', token: one.token, ...mark }),
              ),
            );
        let queues = freshQueues();
        const limit = (): Promise<Run> =>
          answered(
            bare,
            queues.map((queue) => Array.from({ length: LIMIT_TIMES }, () => queue).flat()),
          );
        const ours = (): Promise<Run> => {
          const run = answered(product, queues);
          queues = freshQueues();
          return run;
        };
        await limit();
        await ours();
        const measured = await inTurn(ours, limit, PAIRS);
        await bare.stop();
        await product.stop();
        return measured;
      }),
  },
];
