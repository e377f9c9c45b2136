import { Controller, Get, Param, Req, Res, type StreamableFile } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Streams } from '#event-store';
import { notFound, Refused } from '#kernel';
import {
  Access,
  CurrentPrincipal,
  Directory,
  IdPipe,
  type PersonName,
  type Principal,
  Reader,
  Seals,
} from '#platform';
import { ownPerson, staffThemselves } from '../../access/own-person.ts';
import { prepares } from '../../access/who.ts';
import { serveFile, ServesFile } from '../../files/serve-file.ts';
import type { FileContent } from '../../files/stored-file.ts';
import { officeHolders } from '../../orders/office-holders.ts';
import { offices } from '../../orders/offices.projection.ts';
import { PrintingPress } from '../../papers/rendering/printing-press.ts';
import { SchoolFacts } from '../../school-facts.ts';
import { training } from '../training.ts';
import { trainingSeal, trainingStream } from '../training.events.ts';
import { composeCertificate } from './compose-certificate.ts';

/** Refused: `not-found`, `certificate-withdrawn`, `person-erased` (410). */
export class PrintCertificate extends Query<FileContent> {
  constructor(
    readonly schoolId: string,
    readonly personId: string,
    readonly certificateId: string,
    /** Where the client is served: `https://school.example`. */
    readonly origin: string,
  ) {
    super();
  }
}

@QueryHandler(PrintCertificate)
export class PrintCertificateHandler implements IQueryHandler<PrintCertificate> {
  constructor(
    private readonly streams: Streams,
    private readonly reader: Reader,
    private readonly directory: Directory,
    private readonly facts: SchoolFacts,
    private readonly seals: Seals,
    private readonly press: PrintingPress,
  ) {}

  async execute({ schoolId, personId, certificateId, origin }: PrintCertificate): Promise<FileContent> {
    const { state } = await this.streams.load(trainingStream(schoolId, personId), training);
    const issued = state.issued.find((one) => one.certificateId === certificateId);
    if (issued === undefined) throw notFound('certificate', certificateId);
    if (issued.withdrawn !== null) {
      throw new Refused('certificate-withdrawn', 'The certificate was taken back and is not printed.');
    }
    const { owner, head } = await this.#people(schoolId, personId);
    const code = await this.seals.unseal(schoolId, trainingSeal(personId), issued.sealed);
    if (code === null || owner === undefined || owner.erased) {
      throw new Refused('person-erased', `The person ${personId} has been erased.`, { status: 410 });
    }
    const school = (await this.facts.schoolName(schoolId))!;
    const address = `${origin}/certificates/${schoolId}/${code}`;
    const paper = composeCertificate(issued, { school, owner, head, code, address });
    return this.press.print(paper, 'pdf', `Сертификат ${code}`);
  }

  #people(
    schoolId: string,
    personId: string,
  ): Promise<{ owner: PersonName | undefined; head: PersonName | null }> {
    const { directory } = this;
    const models = [offices.name, ...directory.models];
    return this.reader.read({ schoolId, models }, async ({ snapshot }) => {
      const [headId] = await officeHolders(snapshot, directory, schoolId, 'head');
      const ids = headId === undefined ? [personId] : [personId, headId];
      const names = await directory.people(snapshot, schoolId, ids);
      return { owner: names.get(personId), head: names.get(headId ?? '') ?? null };
    });
  }
}

@Controller()
export class PrintCertificateRoute {
  constructor(private readonly queries: QueryBus) {}

  /** One's own certificate as PDF, with its code and the address of the page that confirms it. */
  @Get('me/certificates/:certificateId/paper.pdf')
  @ServesFile()
  @Access(staffThemselves)
  own(
    @CurrentPrincipal() principal: Principal,
    @Param('certificateId', IdPipe) certificateId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { schoolId } = principal;
    const query = new PrintCertificate(schoolId, ownPerson(principal), certificateId, originOf(request));
    return this.#serve(query, reply);
  }

  /** A certificate of somebody of the staff as PDF. */
  @Get('transition/training/:personId/certificates/:certificateId/paper.pdf')
  @ServesFile()
  @Access(prepares)
  ofStaff(
    @CurrentPrincipal() { schoolId }: Principal,
    @Param('personId', IdPipe) personId: string,
    @Param('certificateId', IdPipe) certificateId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const query = new PrintCertificate(schoolId, personId, certificateId, originOf(request));
    return this.#serve(query, reply);
  }

  async #serve(query: PrintCertificate, reply: FastifyReply): Promise<StreamableFile> {
    return serveFile(reply, await this.queries.execute(query));
  }
}

const originOf = ({ protocol, host }: FastifyRequest): string => `${protocol}://${host}`;
