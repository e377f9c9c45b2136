import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../access/access.ts';
import { Metrics } from './metrics.ts';

@Controller('metrics')
@ApiExcludeController()
export class MetricsRoute {
  constructor(private readonly metrics: Metrics) {}

  /** The counts of this process in Prometheus' text form. They name no person and no school. */
  @Get()
  @Public()
  async get(@Res() reply: FastifyReply): Promise<void> {
    const text = await this.metrics.registry.metrics();
    await reply.header('content-type', this.metrics.registry.contentType).send(text);
  }
}
