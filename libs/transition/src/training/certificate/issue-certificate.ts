import { Body, Controller, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsString, MaxLength } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import { type CommandContext, idFrom } from '#kernel';
import { Access, answerOf, Context, IdPipe, Reader, Seals } from '#platform';
import { prepares } from '../../access/who.ts';
import { transitionPolicy } from '../../policy/transition-policy.ts';
import { transitionPolicyStream } from '../../policy/transition-policy.events.ts';
import { SchoolFacts } from '../../school-facts.ts';
import { courseStream } from '../course/course.events.ts';
import { type Course, course, hoursAsked } from '../course/course.ts';
import { courses } from '../course/courses.projection.ts';
import { hoursOfProgramme } from '../hours.ts';
import { programmeOf } from '../programmes.ts';
import { training } from '../training.ts';
import { trainingSeal, trainingStream } from '../training.events.ts';
import { CertificateAnswer } from './accept-outside-certificate.ts';
import { codeHash, makeCode } from './certificate-code.ts';

export class IssueCertificateBody {
  /** The programme whose test was passed. */
  @IsString()
  @MaxLength(40)
  programmeId!: string;
}

/** Refused: `not-found`, `not-staff`, `person-erased`, `not-passed`, `hours-missing`, `certificate-exists`. */
export class IssueCertificate extends Command<Outcome> {
  readonly certificateId: string;

  constructor(
    readonly input: IssueCertificateBody & { readonly personId: string },
    readonly context: CommandContext,
  ) {
    super();
    this.certificateId = idFrom(context.commandId, 'certificate');
  }
}

@CommandHandler(IssueCertificate)
export class IssueCertificateHandler implements ICommandHandler<IssueCertificate> {
  constructor(
    private readonly streams: Streams,
    private readonly facts: SchoolFacts,
    private readonly seals: Seals,
    private readonly reader: Reader,
  ) {}

  async execute({
    input: { personId, programmeId },
    certificateId,
    context,
  }: IssueCertificate): Promise<Outcome> {
    const { schoolId } = context;
    const { title: programme, parts } = programmeOf(programmeId);
    await this.facts.requireStaff(schoolId, personId);
    const { state } = await this.streams.load(transitionPolicyStream(schoolId), transitionPolicy);
    const code = makeCode();
    return this.streams.execute(
      trainingStream(schoolId, personId),
      training,
      {
        kind: 'IssueCertificate',
        personId,
        certificateId,
        programmeId,
        programme,
        hours: hoursOfProgramme(await this.#attended(schoolId, personId), programmeId, personId),
        hoursAsked: state.policy.hoursToo ? hoursAsked(parts) : 0,
        date: await this.facts.today(schoolId),
        codeHash: codeHash(schoolId, code),
        sealed: await this.seals.seal(schoolId, trainingSeal(personId), code),
      },
      context,
    );
  }

  /** Where the person learned, the read model says; what was attended, the streams. */
  async #attended(schoolId: string, personId: string): Promise<Course[]> {
    const ids = await this.reader.read({ schoolId, models: [courses.name] }, async ({ snapshot }) => {
      const options = { index: 'byLearner', prefix: [personId], limit: 1_000 };
      return (await snapshot.find(courses.name, schoolId, options)).docs.map(({ key }) => key);
    });
    const found = await Promise.all(ids.map((id) => this.streams.load(courseStream(schoolId, id), course)));
    return found.flatMap(({ state }) => (state === null ? [] : [state]));
  }
}

@Controller('transition/training')
export class IssueCertificateRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Issues the school's certificate to somebody who has passed the test. */
  @Post(':personId/certificates')
  @Access(prepares)
  async issue(
    @Param('personId', IdPipe) personId: string,
    @Body() body: IssueCertificateBody,
    @Context() context: CommandContext,
  ): Promise<CertificateAnswer> {
    const command = new IssueCertificate({ ...body, personId }, context);
    const outcome = await this.commands.execute(command);
    return { ...answerOf(context.commandId, outcome), certificateId: command.certificateId };
  }
}
