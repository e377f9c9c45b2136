import { Controller, Get, Param, Query as QueryParams } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { IsOptional, IsUUID } from 'class-validator';
import { Access, CurrentPrincipal, IdPipe, type Principal } from '#platform';
import { readsAll } from '../access/who.ts';
import { ListQuery } from '../reading.ts';
import { GetRegisters, RegistersAnswer } from './get-registers.ts';

export class RegistersOfGroupQuery extends ListQuery {
  /** Of this academic year. */
  @IsOptional()
  @IsUUID()
  yearId?: string;
}

@Controller('groups/:groupId/registers')
export class GetRegistersOfGroupRoute {
  constructor(private readonly queries: QueryBus) {}

  /** The registers of a group; of a class, those of its subgroups too. A class teacher reads of the own class. */
  @Get()
  @Access({ ...readsAll, 'class-teacher': 'own-class' })
  registers(
    @CurrentPrincipal() { schoolId }: Principal,
    @Param('groupId', IdPipe) groupId: string,
    @QueryParams() query: RegistersOfGroupQuery,
  ): Promise<RegistersAnswer> {
    return this.queries.execute(new GetRegisters(schoolId, { ...query, ofGroup: groupId }));
  }
}
