import { Controller, Get, Param, Req } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { type Clock, Refused } from '#kernel';
import { Directory, FailureDelays, InjectClock, Public, Reader } from '#platform';
import { SchoolFacts } from '../../school-facts.ts';
import { codeHash, readCode } from './certificate-code.ts';
import { type CertificateDoc, certificates } from './certificates.projection.ts';

/** What the paper says, and nothing else. */
export class ConfirmedCertificate {
  /** As it is printed, in groups. */
  code!: string;
  school!: string;
  familyName!: string;
  givenName!: string;
  patronymic!: string;
  programme!: string;
  hours!: number;
  /** School-local date of issue. */
  date!: string;
}

/** Refused: `certificate-not-confirmed` (404), `too-many-tries` (429). */
export class ConfirmCertificate extends Query<ConfirmedCertificate> {
  constructor(
    readonly schoolId: string,
    readonly typed: string,
    /** Whence it is asked. */
    readonly address: string,
  ) {
    super();
  }
}

/** So many codes that are none cost nothing; then each costs a wait that doubles. */
const DELAYS = { free: 10, firstMs: 2_000, longestMs: 900_000, forgetAfterMs: 3_600_000 } as const;

@QueryHandler(ConfirmCertificate)
export class ConfirmCertificateHandler implements IQueryHandler<ConfirmCertificate> {
  readonly #delays: FailureDelays;

  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    private readonly facts: SchoolFacts,
    @InjectClock() clock: Clock,
  ) {
    this.#delays = new FailureDelays(DELAYS, clock);
  }

  async execute({ schoolId, typed, address }: ConfirmCertificate): Promise<ConfirmedCertificate> {
    const wait = this.#delays.waitOf(address);
    if (wait > 0) {
      throw new Refused('too-many-tries', 'Too many codes that are none. Try again later.', {
        status: 429,
        retryAfter: Math.ceil(wait / 1_000),
      });
    }
    // Counted before it is looked up, so that a thousand at once are counted, too.
    this.#delays.failed(address);
    const found = await this.#find(schoolId, typed);
    if (found === null) {
      throw new Refused('certificate-not-confirmed', 'No certificate with this code stands.', {
        status: 404,
      });
    }
    this.#delays.takeBack(address);
    return found;
  }

  /** null for whatever cannot be confirmed, and no difference between the reasons. */
  async #find(schoolId: string, typed: string): Promise<ConfirmedCertificate | null> {
    const code = readCode(typed);
    const school = code === null ? null : await this.facts.schoolName(schoolId);
    if (code === null || school === null) return null;
    const { directory } = this;
    const models = [certificates.name, ...directory.models];
    return this.reader.read({ schoolId, models }, async ({ snapshot }) => {
      const stored = await snapshot.get(certificates.name, schoolId, codeHash(schoolId, code));
      if (stored === null) return null;
      const { personId, programme, hours, date } = JSON.parse(stored.body) as CertificateDoc;
      const name = (await directory.people(snapshot, schoolId, [personId])).get(personId);
      if (name === undefined || name.erased) return null;
      const { familyName, givenName, patronymic } = name;
      return {
        code: code.replace(/(.{4})(?=.)/g, '$1-'),
        school,
        familyName,
        givenName,
        patronymic,
        programme,
        hours,
        date,
      };
    });
  }
}

@Controller('certificates')
export class ConfirmCertificateRoute {
  constructor(private readonly queries: QueryBus) {}

  /** Confirms a certificate by the address and the code that are printed on it. Needs no session. */
  @Get(':schoolId/:code')
  @Public()
  confirm(
    @Param('schoolId') schoolId: string,
    @Param('code') code: string,
    @Req() request: FastifyRequest,
  ): Promise<ConfirmedCertificate> {
    return this.queries.execute(new ConfirmCertificate(schoolId, code, request.ip));
  }
}
