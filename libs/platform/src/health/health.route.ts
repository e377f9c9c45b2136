import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../access/access.ts';
import { Health } from './health.ts';

@Controller('health')
@ApiExcludeController()
export class HealthRoute {
  constructor(private readonly health: Health) {}

  /** The process runs and answers. */
  @Get('live')
  @Public()
  live(): { status: 'up' } {
    return { status: 'up' };
  }

  /** 200 when every part can serve, 503 when one cannot; a halted read model of one school is `degraded`, 200. */
  @Get('ready')
  @Public()
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const report = await this.health.check();
    await reply
      .code(report.status === 'down' ? 503 : 200)
      .header('cache-control', 'no-store')
      .send(report);
  }
}
