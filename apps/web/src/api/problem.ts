/** A refusal of the server (problem+json), or that it could not be reached. */
export class Problem extends Error {
  constructor(
    /** `changed-meanwhile`, `reason-needed` …; `no-network` when nothing was reached. */
    readonly code: string,
    /** HTTP; 0 when nothing was reached. */
    readonly status: number,
    /** For developers, in English: screens say it in their own words by the code. */
    readonly detail: string,
    readonly fields: readonly {
      readonly field: string;
      readonly rule: string;
      readonly detail: string;
    }[] = [],
    /** What else the refusal carries: `standing`, `yours`, `opensAt`, `retryAfter` … */
    readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${code}: ${detail}`);
  }

  /** The same request may go through later: nothing was refused for good. */
  get isPassing(): boolean {
    return (
      this.status === 0 ||
      this.status === 503 ||
      this.status === 429 ||
      (this.status === 409 && this.code === 'busy')
    );
  }
}

/** The refusal that an answer holds. */
export async function problemIn(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  if (body === null || typeof body !== 'object') {
    return new Problem(
      response.status >= 500 ? 'unavailable' : 'refused',
      response.status,
      response.statusText,
    );
  }
  const {
    type = '',
    detail = '',
    errors = [],
    ...more
  } = body as {
    type?: string;
    detail?: string;
    errors?: { field: string; rule: string; detail: string }[];
  };
  return new Problem(type.replace('/problems/', '') || 'refused', response.status, detail, errors, more);
}
