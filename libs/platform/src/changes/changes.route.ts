import { Controller, Get, Logger, Req, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access, EVERYONE, type SignInRole, Unattended } from '../access/access.ts';
import { Authenticator, type Principal } from '../access/principal.ts';
import { sessionTokenOf } from '../access/session-token.ts';
import { CurrentPrincipal } from '../http/request.ts';
import { ChangeStream } from './change-stream.ts';
import { Changes } from './changes.ts';

/** How often (ms) a quiet stream gives a sign of life, and its session is looked at again. */
const BEAT_MS = 15_000;

/** Who is not told which documents changed: ids of other people's lessons are not theirs to count. */
const WITHOUT_KEYS: readonly SignInRole[] = ['pupil', 'parent', 'region-officer'];

@Controller('changes')
export class ChangesRoute {
  readonly #logger = new Logger('Changes');

  constructor(
    private readonly changes: Changes,
    private readonly authenticator: Authenticator,
  ) {}

  /**
   * Server-sent events: `change` with `{ model, position, keys? }` whenever a read model of the school shows
   * something new. `keys` are the documents that changed; without them, ask for what the page shows again.
   */
  @Get()
  @Access(EVERYONE)
  @Unattended()
  @ApiOkResponse({
    description: 'A stream of events, until either side ends it',
    content: { 'text/event-stream': {} },
  })
  open(
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    const withKeys = principal.roles.some((role) => !WITHOUT_KEYS.includes(role));
    const { stream, remove } = this.changes.add(principal, () => {
      reply.hijack();
      return new ChangeStream(reply.raw, withKeys);
    });
    const token = sessionTokenOf(request)!;
    const timer = setInterval(() => void this.#beat(stream, token), BEAT_MS);
    reply.raw.on('close', () => {
      clearInterval(timer);
      remove();
    });
  }

  async #beat(stream: ChangeStream, token: string): Promise<void> {
    try {
      if (await this.authenticator.authenticate(token, { unattended: true })) stream.beat();
      else stream.end();
    } catch (error) {
      // The stores are away: the page may stay, its session is looked at again with the next beat.
      this.#logger.warn({ msg: 'session of a change stream not checked', err: error });
      stream.beat();
    }
  }
}
