import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { IsOptional, IsUUID } from 'class-validator';
import { Access, CurrentPrincipal, type Principal } from '#platform';
import { ListQuery } from '../reading.ts';
import { GetRegisters, RegistersAnswer } from './get-registers.ts';

export class OwnRegistersQuery extends ListQuery {
  /** Of this academic year. */
  @IsOptional()
  @IsUUID()
  yearId?: string;
}

@Controller('me/registers')
export class GetOwnRegistersRoute {
  constructor(private readonly queries: QueryBus) {}

  /** The registers that one teaches or has taught. */
  @Get()
  @Access({ teacher: 'school' })
  own(
    @CurrentPrincipal() { schoolId, personId }: Principal,
    @QueryParams() query: OwnRegistersQuery,
  ): Promise<RegistersAnswer> {
    // An account without a person teaches nothing; no register has such a teacher.
    return this.queries.execute(new GetRegisters(schoolId, { ...query, teacherId: personId ?? 'nobody' }));
  }
}
