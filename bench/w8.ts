import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requestBytes, send } from './load.ts';
import { inFolder, type Measured, medians, p99, remembered, type Workload } from './measure.ts';
import { type ClassToTeach, PAGE_OF_40 } from './school-at-work.ts';
import { ServerProgram } from './server-program.ts';

const PAGES_PER_SECOND = 100;
const CONNECTIONS = 20;
const SECONDS = 5;
const WARM_UP_SECONDS = 3;
const PAIRS = 5;

/** What some seconds of asking for a page came to. */
interface Visits {
  readonly p99Ms: number;
  readonly cpuMicrosPerPage: number;
  readonly peakRssMb: number;
}

interface Runs {
  readonly ours: Visits;
  readonly limit: Visits;
}

async function visits(server: ServerProgram<unknown>, request: string, seconds: number): Promise<Visits> {
  const each = (PAGES_PER_SECOND * seconds) / CONNECTIONS;
  const queues = Array.from({ length: CONNECTIONS }, () => Array.from({ length: each }, () => request));
  await server.usage();
  const { latenciesMs } = await send({ port: server.port, queues, ratePerSecond: PAGES_PER_SECOND });
  const { cpuMicros, peakRssMb } = await server.usage();
  return { p99Ms: p99(latenciesMs), cpuMicrosPerPage: cpuMicros / latenciesMs.length, peakRssMb };
}

/** The product and node:http asked for the same page in turn. */
const runs = remembered(() =>
  inFolder(async (folder): Promise<readonly Runs[]> => {
    const product = await ServerProgram.start<ClassToTeach[]>('serving-school', folder, 'page');
    const [{ registerId, token }] = product.told as [ClassToTeach];
    const path = `/api/v1/registers/${registerId}?from=${PAGE_OF_40.from}&to=${PAGE_OF_40.to}`;
    const bytes = join(folder, 'page.json');
    writeFileSync(bytes, await pageOf(`http://127.0.0.1:${product.port}${path}`, token));
    const bare = await ServerProgram.start('serving-bytes', bytes);
    const request = requestBytes({ method: 'GET', path, token });
    const made: Runs[] = [];
    await visits(bare, request, WARM_UP_SECONDS);
    await visits(product, request, WARM_UP_SECONDS);
    while (made.length < PAIRS) {
      const limit = await visits(bare, request, SECONDS);
      made.push({ limit, ours: await visits(product, request, SECONDS) });
    }
    await bare.stop();
    await product.stop();
    return made;
  }),
);

/** The page as it is answered. @throws Error when it does not show what it should */
async function pageOf(url: string, token: string): Promise<string> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  const page = await answer.text();
  const { pupils, lessons } = JSON.parse(page) as { pupils: unknown[]; lessons: { marks: unknown[] }[] };
  const marks = lessons.reduce((sum, lesson) => sum + lesson.marks.length, 0);
  const shown = `${pupils.length} pupils, ${lessons.length} lessons, ${marks} marks`;
  if (shown !== '30 pupils, 40 lessons, 480 marks') throw new Error(`The page shows ${shown}`);
  console.log(`the page: ${shown}, ${(page.length / 1024).toFixed(0)} KiB`);
  return page;
}

const of = async (cost: 'p99Ms' | 'cpuMicrosPerPage'): Promise<Measured> =>
  medians(
    (await runs()).map(({ ours, limit }) => ({
      ours: { value: ours[cost], cpuMicrosPerOp: ours.cpuMicrosPerPage, peakRssMb: ours.peakRssMb },
      limit: { value: limit[cost] },
    })),
  );

const what = `a register page of 30 pupils × 40 lessons, signed in, ${PAGES_PER_SECOND} a second, against node:http sending the same bytes`;

export const workloads: Workload[] = [
  {
    id: 'W8-p99',
    what: `${what}: p99`,
    unit: 'ms p99',
    target: 4,
    lessIsBetter: true,
    measure: () => of('p99Ms'),
  },
  {
    id: 'W8-cpu',
    what: `${what}: CPU`,
    unit: 'CPU µs',
    target: 6,
    lessIsBetter: true,
    measure: () => of('cpuMicrosPerPage'),
  },
];
