import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { Body, Controller, Module, Param, ParseUUIDPipe, Post, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { serving } from './serving.ts';

/*
 * A program that takes a mark over HTTP as Nest on Fastify does: parses and checks the body by the rules on its
 * class, answers as much as the product answers, and does nothing.
 */
class MarkBody {
  @IsUUID()
  pupilId!: string;

  @IsIn(['1', '2', '3', '4', '5'])
  value!: string;

  @IsOptional()
  @IsUUID()
  basedOn?: string | null;
}

@Controller('api/v1/lessons/:lessonId/marks')
class MarksRoute {
  @Post()
  give(@Param('lessonId', ParseUUIDPipe) lessonId: string, @Body() { pupilId }: MarkBody): object {
    return {
      commandId: pupilId,
      position: '0000000000000001',
      recordedAt: '2026-10-08T12:30:00.000Z',
      eventIds: [lessonId],
      repeated: false,
      markId: pupilId,
    };
  }
}

@Module({ controllers: [MarksRoute] })
class BareModule {}

const app = await NestFactory.create<NestFastifyApplication>(BareModule, new FastifyAdapter(), {
  logger: false,
});
app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true }));
await app.listen(0, '127.0.0.1');
serving((app.getHttpServer().address() as AddressInfo).port, null);
