import { readFileSync } from 'node:fs';
import type { AccountRole } from '#accounts/events';

export type Cell = 'yes' | 'own' | '–' | 'public';

/** What the documentation says of one route. */
export interface Row {
  readonly method: string;
  /** Below `/api/v1`; of health and metrics at the root. */
  readonly path: string;
  readonly cells: ReadonlyMap<AccountRole, Cell>;
}

const root = new URL('../../', import.meta.url);
const textOf = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** The routes that stand outside the API and its description. */
export const outside: readonly string[] = ['GET /health/live', 'GET /health/ready', 'GET /metrics'];

export const nameOf = ({ method, path }: Pick<Row, 'method' | 'path'>): string => `${method} ${path}`;

/** The table of docs/access.md. @throws Error for a cell that says none of the known words */
export function accessTable(): readonly Row[] {
  const lines = textOf('docs/access.md').split('\n');
  const start = lines.findIndex((line) => /^\| Method/.test(line));
  const [, , ...roles] = cellsOf(lines[start]!);
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
  return lines.slice(start + 2, end).map((line) => {
    const [method = '', path = '', ...said] = cellsOf(line);
    const cells = said.map((cell, index) => [roles[index] as AccountRole, known(cell, line)] as const);
    return { method, path: path.replaceAll('`', ''), cells: new Map(cells) };
  });
}

interface DescribedRoute {
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly schema: object }[];
}

/** Every route of docs/openapi.json, as the table names it, with its description. */
function described(): readonly (readonly [name: string, route: DescribedRoute])[] {
  const { paths } = JSON.parse(textOf('docs/openapi.json')) as {
    paths: Record<string, Record<string, DescribedRoute>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, route]) => [`${method.toUpperCase()} ${path.replace('/api/v1', '')}`, route] as const,
    ),
  );
}

/** Every route of docs/openapi.json, as the table names it. */
export const describedRoutes = (): readonly string[] => described().map(([name]) => name);

/** Every id that a route of docs/openapi.json takes in its query: `GET /groups query.yearId`. */
export const describedQueryIds = (): readonly string[] =>
  described().flatMap(([name, { parameters = [] }]) =>
    parameters
      .filter((one) => one.in === 'query' && (one.schema as { format?: string }).format === 'uuid')
      .map((one) => `${name} query.${one.name}`),
  );

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

function known(cell: string, line: string): Cell {
  if (cell === 'yes' || cell === 'own' || cell === '–' || cell === 'public') return cell;
  throw new Error(`docs/access.md says «${cell}» in: ${line}`);
}
