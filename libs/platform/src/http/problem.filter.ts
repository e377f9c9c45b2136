import { randomUUID } from 'node:crypto';
import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Injectable,
  Logger,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ProblemAnswer, problemOf } from './problem.ts';
import { RouteTable } from './route-table.ts';

/** Turns whatever was thrown into problem+json. What is a mistake of ours is logged and told to nobody. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger('Http');

  constructor(private readonly routes: RouteTable) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const request = http.getRequest<FastifyRequest>();
    const answer = this.#unrouted(error, request) ?? problemOf(error);
    if (answer.unexpected) {
      const correlationId = randomUUID();
      this.#logger.error({
        msg: 'unexpected error',
        correlationId,
        requestId: request.id,
        method: request.method,
        route: request.routeOptions?.url,
        err: error,
      });
      sendProblem(reply, { ...answer, problem: { ...answer.problem, correlationId } });
    } else {
      sendProblem(reply, answer);
    }
  }

  /** 404 for an address that nothing stands at, 405 where only the method is wrong. */
  #unrouted(error: unknown, request: FastifyRequest): ProblemAnswer | null {
    if (!(error instanceof HttpException) || error.getStatus() !== 404) return null;
    const methods = this.routes.methodsAt(request.url);
    const wrongMethod = methods.length > 0 && !methods.includes(request.method);
    return wrongMethod
      ? {
          problem: {
            type: '/problems/method-not-allowed',
            title: 'Method not allowed',
            status: 405,
            detail: `This address answers ${methods.join(', ')}.`,
          },
          headers: { allow: methods.join(', ') },
          unexpected: false,
        }
      : {
          problem: {
            type: '/problems/unknown-route',
            title: 'Unknown route',
            status: 404,
            detail: 'Nothing stands at this address.',
          },
          headers: {},
          unexpected: false,
        };
  }
}

/** Sends a problem, unless something has been sent already: then only the connection can be ended. */
export function sendProblem(reply: FastifyReply, { problem, headers }: ProblemAnswer): void {
  if (reply.sent || reply.raw.headersSent) {
    reply.raw.destroy();
    return;
  }
  void reply
    .code(problem.status)
    .headers(headers)
    .header('content-type', 'application/problem+json')
    .send(JSON.stringify(problem));
}
