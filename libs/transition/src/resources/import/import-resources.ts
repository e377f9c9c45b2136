import { Controller, Post, Query as QueryParams, Req } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsIn } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, fileBody, type PersonName, TakesFile } from '#platform';
import { prepares } from '../../access/who.ts';
import { contentHash } from '../../files/content-hash.ts';
import { withContent } from '../../files/with-content.ts';
import { Staff } from '../staff.ts';
import { resources, type ResourcesCommand } from '../resources.ts';
import { resourcesStream } from '../resources.events.ts';
import { ImportedLine } from './import-lines.ts';
import { placesIn } from './places-list.ts';
import { MOST_SHEET_BYTES, readSheet, type SheetRow } from './read-sheet.ts';
import { roomsIn } from './rooms-list.ts';

const lists = ['rooms', 'places'] as const;

export class ImportResourcesQuery {
  /** What the list is about: rooms with network and devices, or who has a place to work at. */
  @IsIn(lists)
  of!: (typeof lists)[number];
}

export class ResourcesImportedAnswer extends CommandAnswer {
  /** How many lines were taken and how many refused. */
  taken!: number;
  refused!: number;
  /** Every line but the headings and empty ones. */
  lines!: ImportedLine[];
}

/** Refused: `invalid` (the file). A line that is refused keeps the others from nothing: the answer tells of each. */
export class ImportResources extends Command<ResourcesImportedAnswer> {
  constructor(
    readonly input: ImportResourcesQuery & { readonly content: Uint8Array },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ImportResources)
export class ImportResourcesHandler implements ICommandHandler<ImportResources> {
  constructor(
    private readonly streams: Streams,
    private readonly staff: Staff,
  ) {}

  async execute({ input: { of, content }, context }: ImportResources): Promise<ResourcesImportedAnswer> {
    const { schoolId } = context;
    const rows = await readSheet(content);
    const { command, lines } =
      of === 'rooms' ? roomsCommand(rows) : placesCommand(rows, await this.staff.teaching(schoolId));
    const inContext = withContent(context, await contentHash(content));
    const outcome: Outcome = await this.streams.execute(
      resourcesStream(schoolId),
      resources,
      command,
      inContext,
    );
    const refused = lines.filter(({ verdict }) => verdict === 'refused').length;
    return {
      ...answerOf(context.commandId, outcome),
      taken: lines.length - refused,
      refused,
      lines: [...lines],
    };
  }
}

interface Read {
  readonly command: ResourcesCommand;
  readonly lines: readonly ImportedLine[];
}

function roomsCommand(rows: readonly SheetRow[]): Read {
  const { rooms, lines } = roomsIn(rows);
  return { command: { kind: 'EquipRooms', rooms }, lines };
}

function placesCommand(rows: readonly SheetRow[], staff: readonly PersonName[]): Read {
  const { places, lines } = placesIn(rows, staff);
  return { command: { kind: 'SetWorkplaces', places }, lines };
}

@Controller('transition/resources')
export class ImportResourcesRoute {
  constructor(private readonly commands: CommandBus) {}

  /**
   * Takes a list, CSV or XLSX, of up to 2 MB, with a report line by line. The body is the file itself. A room that the
   * list names then has what the list says, and nothing else; others stay as they are.
   */
  @Post('import')
  @TakesFile()
  @Access(prepares)
  async import(
    @QueryParams() { of }: ImportResourcesQuery,
    @Req() request: FastifyRequest,
    @Context() context: CommandContext,
  ): Promise<ResourcesImportedAnswer> {
    const content = await fileBody(request, MOST_SHEET_BYTES);
    return this.commands.execute(new ImportResources({ of, content }, context));
  }
}
