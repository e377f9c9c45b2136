import type { Visitor } from '../support/journal-app.ts';

interface Line {
  readonly evidence: string;
}
interface Figure extends Line {
  readonly numerator: number;
  readonly denominator: number;
  readonly value: number | null;
  readonly met: boolean;
}

/** A verdict as it is answered, as far as tests look at it. */
export interface ShownVerdict {
  readonly on: string;
  readonly from: string;
  readonly to: string;
  readonly weeks: readonly string[];
  readonly ready: boolean;
  readonly because: readonly object[];
  readonly conditions: readonly (Figure & {
    readonly condition: string;
    readonly parts: readonly object[];
  })[];
  readonly criteria: readonly (Figure & {
    readonly criterion: number;
    readonly weeks: readonly (Figure & { readonly week: string })[];
  })[];
  readonly parents: Line & { readonly met: boolean; readonly opinionId: string | null };
  readonly coverage: readonly (Line & {
    readonly kind: string;
    readonly lessons: number;
    readonly planned: number;
    readonly due: number;
    readonly kept: number;
  })[];
}

/** A line of a verdict: what it shows, and what the rows behind its link sum up to. */
export interface Summed {
  readonly line: string;
  readonly shown: string;
  readonly summed: string;
}

/** Opens every link of a verdict and sums what stands there. @throws Error for a link that does not open */
export async function sumsBehind(verdict: ShownVerdict, as: Visitor): Promise<Summed[]> {
  const open = async (path: string): Promise<Record<string, unknown>> => {
    const { status, body } = await as.get(path.replace('/api/v1/', ''));
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
    return body as Record<string, unknown>;
  };
  const lines: Summed[] = [];
  for (const one of verdict.conditions) {
    const summed = conditionSum(one.condition, await open(one.evidence));
    lines.push({ line: one.condition, shown: ratio(one), summed });
  }
  for (const one of verdict.criteria) {
    const named = `criterion ${one.criterion}`;
    lines.push({ line: named, shown: ratio(one), summed: await criterionSum(one, open) });
    for (const week of one.weeks) {
      const summed = await criterionSum({ ...one, ...week }, open);
      lines.push({ line: `${named} in ${week.week}`, shown: ratio(week), summed });
    }
  }
  for (const one of verdict.coverage) {
    const { rows } = (await open(one.evidence)) as { rows: { id: string; criteria: Counted[] }[] };
    const criteria = rows.find(({ id }) => id === one.kind)?.criteria ?? [];
    const [planned, kept] = [2, 3].map((number) => criteria.find(({ criterion }) => criterion === number)!);
    const shown = `${one.planned}/${one.lessons} ${one.kept}/${one.due}`;
    lines.push({ line: one.kind, shown, summed: `${ratio(planned!)} ${ratio(kept!)}` });
  }
  const { parents } = (await open(verdict.parents.evidence)) as {
    parents: { opinionId: string; agrees: boolean }[];
  };
  const { opinionId, met } = verdict.parents;
  const said = parents.find((one) => one.opinionId === opinionId);
  const shown = `${opinionId} ${met}`;
  lines.push({ line: 'parents', shown, summed: `${said?.opinionId ?? null} ${said?.agrees ?? false}` });
  return lines;
}

type Counted = { readonly criterion: number; readonly numerator: number; readonly denominator: number };

const ratio = ({ numerator, denominator }: Pick<Figure, 'numerator' | 'denominator'>): string =>
  `${numerator}/${denominator}`;

function conditionSum(condition: string, body: Record<string, unknown>): string {
  switch (condition) {
    case 'acts': {
      const rows = (body['evidence'] as { counts: boolean; done: boolean }[]).filter(({ counts }) => counts);
      return `${rows.filter(({ done }) => done).length}/${rows.length}`;
    }
    case 'training': {
      const rows = body['evidence'] as { trained: boolean }[];
      return `${rows.filter(({ trained }) => trained).length}/${rows.length}`;
    }
    default: {
      // By the default policy: places of teachers and the network in rooms; devices where the policy asks.
      const teachers = body['teachers'] as { hasPlace: boolean }[];
      const rooms = body['rooms'] as { reached: boolean; devicesWorking: number }[];
      const figures = body['figures'] as { question: string; asked: boolean }[];
      const rows: Record<string, boolean[]> = {
        places: teachers.map(({ hasPlace }) => hasPlace),
        network: rooms.map(({ reached }) => reached),
        devices: rooms.map(({ devicesWorking }) => devicesWorking > 0),
      };
      const asked = figures.filter((one) => one.asked).flatMap(({ question }) => rows[question]!);
      return `${asked.filter(Boolean).length}/${asked.length}`;
    }
  }
}

interface EvidencePiece {
  readonly counted: 'numerator' | 'denominator' | 'not';
}

interface EvidenceRow extends EvidencePiece {
  /** Of lessons: 1 what the criteria count, 2 what is shown beside. */
  readonly line?: 1 | 2;
  readonly entries?: readonly EvidencePiece[];
}

/** Sums the rows of all pages. Criterion 6 counts entries: those of each lesson. */
async function criterionSum(
  { criterion, evidence }: { readonly criterion: number; readonly evidence: string },
  open: (path: string) => Promise<Record<string, unknown>>,
): Promise<string> {
  const rows: EvidenceRow[] = [];
  let path = evidence;
  for (;;) {
    const page = await open(path);
    const found = page['classes'] ?? page['lessons'] ?? page['accounts'];
    rows.push(...(found as EvidenceRow[]));
    if (page['cursor'] === undefined) break;
    path = `${evidence}&cursor=${encodeURIComponent(page['cursor'] as string)}`;
  }
  const first = rows.filter(({ line = 1 }) => line === 1);
  const counts = criterion === 6 ? first.flatMap(({ entries = [] }) => entries) : first;
  const numerator = counts.filter(({ counted }) => counted === 'numerator').length;
  return `${numerator}/${counts.filter(({ counted }) => counted !== 'not').length}`;
}
