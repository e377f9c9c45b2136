/**
 * A rule of the domain says no. A value of the domain until the edge turns it into problem+json:
 * `code` becomes the problem's type, `detail` its sentence, `status` its HTTP status.
 */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: string;
  readonly detail: string;
  readonly status: RefusalStatus;
  /** The fields of the request that broke a rule, and whatever else the client needs to offer a next step. */
  readonly more: RefusalMore;

  constructor(code: string, detail: string, more: RefusalMore & { status?: RefusalStatus } = {}) {
    super(`${code}: ${detail}`);
    const { status = 409, ...rest } = more;
    this.code = code;
    this.detail = detail;
    this.status = status;
    this.more = rest;
  }
}

/** 400 malformed · 403 not yours · 404 no such thing · 409 a rule · 412 changed meanwhile · 422 makes no sense. */
export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 410 | 412 | 422 | 429 | 503;

export interface RefusalMore {
  readonly errors?: readonly { readonly field: string; readonly rule: string; readonly detail: string }[];
  readonly [extra: string]: unknown;
}

/** There is no such thing in this school (another school's things do not exist here). */
export const notFound = (what: string, id: string): Refused =>
  new Refused('not-found', `There is no ${what} ${id} in this school.`, { status: 404 });

/** The request is well-formed but one of its fields breaks a rule. */
export const invalidField = (field: string, rule: string, detail: string): Refused =>
  new Refused('invalid', detail, { status: 422, errors: [{ field, rule, detail }] });
