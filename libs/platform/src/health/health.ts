import { Injectable } from '@nestjs/common';

/** How a part of the process is: `degraded` still serves, but somebody should look; `down` cannot serve. */
export type HealthStatus = 'up' | 'degraded' | 'down';

/** What a part says about itself. Details are public: counts, lags and names of parts, never of people. */
export interface HealthReport {
  readonly status: HealthStatus;
  readonly [detail: string]: unknown;
}

/** Tells how a part is, now. One that throws or does not answer in time is down. */
export type HealthSource = () => HealthReport | Promise<HealthReport>;

/** How long a source may take to answer (ms). */
const PATIENCE_MS = 2_000;

const worstFirst: readonly HealthStatus[] = ['down', 'degraded', 'up'];

/** Where the parts of the process register what they know about themselves. */
@Injectable()
export class Health {
  readonly #sources = new Map<string, HealthSource>();

  register(part: string, source: HealthSource): void {
    if (this.#sources.has(part)) throw new Error(`${part} reports its health twice`);
    this.#sources.set(part, source);
  }

  /** Asks every part. The whole is as its worst part is. */
  async check(): Promise<{ status: HealthStatus; parts: Record<string, HealthReport> }> {
    const reports = await Promise.all(
      [...this.#sources].map(async ([part, source]) => [part, await ask(source)] as const),
    );
    const status = worstFirst.find((each) => reports.some(([, report]) => report.status === each)) ?? 'up';
    return { status, parts: Object.fromEntries(reports) };
  }
}

async function ask(source: HealthSource): Promise<HealthReport> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<HealthReport>((resolve) => {
    timer = setTimeout(() => resolve({ status: 'down', reason: 'no answer in time' }), PATIENCE_MS);
  });
  try {
    return await Promise.race([(async () => source())(), tooLate]);
  } catch {
    // What was thrown may hold addresses or passwords of servers; this answer is public.
    return { status: 'down', reason: 'the check failed' };
  } finally {
    clearTimeout(timer);
  }
}
