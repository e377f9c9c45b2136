import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import {
  AppendTooLarge,
  AppendUncertain,
  CommandReused,
  StoreUnavailable,
  WrongRevision,
} from '#event-store';
import { Refused } from '#kernel';
import { ReadStoreUnavailable } from '#projecting';
import { VaultUnavailable } from '../vault/vault.ts';

/** The body of every answer that is not a success: RFC 9457, `application/problem+json`. */
interface Problem {
  /** Stable: `/problems/<code>`. Clients decide by this and by nothing else. */
  readonly type: string;
  /** The code in words. */
  readonly title: string;
  readonly status: number;
  /** What went wrong this time, in one sentence. */
  readonly detail: string;
  /** The fields of the request that broke a rule, by dotted path; for headers, the header's name. */
  readonly errors?: readonly { readonly field: string; readonly rule: string; readonly detail: string }[];
  /** What else the refusal carries for the client's next step: `current`, `retryAfter` … */
  readonly [extra: string]: unknown;
}

/** A problem with the headers that go with it. */
export interface ProblemAnswer {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;
  /** A mistake of ours: to be logged, its inner detail told to nobody. */
  readonly unexpected: boolean;
}

/** Seconds after which a client may try again, where nothing better is known. */
const RETRY_SOON = 1;

/** The answer to anything that was thrown. */
export function problemOf(error: unknown): ProblemAnswer {
  if (error instanceof Refused) return ofRefusal(error);
  if (error instanceof CommandReused) {
    return answer(
      422,
      'idempotency-key-reused',
      'This Idempotency-Key has already done a command with another content. Send a new key for a new command.',
    );
  }
  if (error instanceof WrongRevision) {
    return answer(
      409,
      'busy',
      'Others kept changing the same thing at the same time. Nothing was recorded; send the request again.',
      RETRY_SOON,
    );
  }
  if (error instanceof AppendTooLarge) {
    return answer(
      413,
      'too-much-at-once',
      `One command may record ${error.limit} bytes; this one holds ${error.bytes}. Divide it.`,
    );
  }
  if (error instanceof AppendUncertain) {
    return answer(
      503,
      'outcome-unknown',
      'The log did not say in time whether this was recorded. Send it again with the same Idempotency-Key: it will be done once.',
      RETRY_SOON,
    );
  }
  if (
    error instanceof StoreUnavailable ||
    error instanceof ReadStoreUnavailable ||
    error instanceof VaultUnavailable
  ) {
    return answer(
      503,
      'unavailable',
      'The storage cannot be reached just now. Nothing was recorded.',
      RETRY_SOON,
    );
  }
  if (error instanceof HttpException && error.getStatus() < 500) return ofFramework(error);
  const status = statusOfFastify(error);
  if (status !== null && status < 500)
    return answer(status, codeOf(status), STATUS_CODES[status] ?? 'Refused');
  return {
    ...answer(500, 'internal', 'Something went wrong on our side. It has been logged.'),
    unexpected: true,
  };
}

function ofRefusal(refused: Refused): ProblemAnswer {
  const {
    retryAfter = refused.status === 429 || refused.status === 503 ? RETRY_SOON : undefined,
    ...extras
  } = refused.more;
  const seconds = typeof retryAfter === 'number' ? retryAfter : undefined;
  const { problem, headers } = answer(refused.status, refused.code, refused.detail, seconds);
  return {
    // The extras come first, so that none of them can stand in for a member of the problem itself.
    problem: { ...extras, ...problem },
    headers: refused.status === 401 ? { ...headers, 'www-authenticate': 'Bearer' } : headers,
    unexpected: false,
  };
}

/** Codes of Fastify's own errors that deserve more than their status's name. */
const FASTIFY_CODES: Readonly<Record<string, readonly [code: string, detail: string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['body-too-large', 'The body of the request is larger than the server takes.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['wrong-content-type', 'Send the body as application/json.'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['malformed-json', 'The body of the request is not JSON.'],
  FST_ERR_BAD_URL: ['malformed-url', 'The address of the request is malformed.'],
  FST_ERR_MAX_PARAM_LENGTH: ['malformed-url', 'A part of the address is too long.'],
};

function ofFramework(error: HttpException): ProblemAnswer {
  const known = FASTIFY_CODES[fastifyCodeOf(error.cause) ?? ''];
  const status = error.getStatus();
  return known ? answer(status, ...known) : answer(status, codeOf(status), error.message);
}

function answer(status: number, code: string, detail: string, retryAfter?: number): ProblemAnswer {
  const title = `${code.charAt(0).toUpperCase()}${code.slice(1).replaceAll('-', ' ')}`;
  return {
    problem: {
      type: `/problems/${code}`,
      title,
      status,
      detail,
      ...(retryAfter === undefined ? {} : { retryAfter }),
    },
    headers: retryAfter === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfter)) },
    unexpected: false,
  };
}

/** `Payload Too Large` → `payload-too-large`. */
const codeOf = (status: number): string =>
  (STATUS_CODES[status] ?? 'refused').toLowerCase().replaceAll(/[^a-z]+/g, '-');

const fastifyCodeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

const statusOfFastify = (error: unknown): number | null =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : null;
