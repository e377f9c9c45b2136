import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { Clock, LocalDate } from '#kernel';
import { Access, CurrentPrincipal, Directory, InjectClock, type Principal, Reader } from '#platform';
import { seesTransition } from '../access/who.ts';
import { cardOf, compareCards, compareTitles, dateOf, StaffCard, TransitionQuery } from '../reading.ts';
import { readResources, resourceModels } from './read-resources.ts';
import { type DeviceKind, type Network, roomKey } from './resources.events.ts';

export class DevicesLine {
  kind!: DeviceKind;
  count!: number;
  /** How many of them are in order. */
  working!: number;
}

export class RoomLine {
  room!: string;
  /** null: nobody said anything of this room of the timetable yet. */
  network!: Network | null;
  devices!: DevicesLine[];
  /** Whether lessons are given in it. */
  inTimetable!: boolean;
}

export class WorkplaceLine extends StaffCard {
  /** null: nobody said anything of this teacher yet. */
  hasPlace!: boolean | null;
  room!: string | null;
  /** Whether the person teaches on the day that the answer is about. */
  teaches!: boolean;
}

export class ResourcesAnswer {
  /** The school's date that it is about. */
  on!: LocalDate;
  /** By title: those of the list and those of the timetable. */
  rooms!: RoomLine[];
  /** By name: those who teach, and others of whom something was said. */
  places!: WorkplaceLine[];
  /** Slots of the timetables that name no room. */
  slotsWithoutRoom!: number;
  /** The position of the log that it shows. */
  position!: string | null;
}

export class GetResources extends Query<ResourcesAnswer> {
  constructor(
    readonly schoolId: string,
    readonly query: TransitionQuery,
  ) {
    super();
  }
}

@QueryHandler(GetResources)
export class GetResourcesHandler implements IQueryHandler<GetResources> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    @InjectClock() private readonly clock: Clock,
  ) {}

  execute({ schoolId, query }: GetResources): Promise<ResourcesAnswer> {
    const { minPosition, asOf } = query;
    const { directory } = this;
    const models = [...resourceModels, ...directory.models];
    return this.reader.read({ schoolId, models, minPosition, asOf }, async ({ snapshot, position }) => {
      const on = dateOf(query, this.clock.now(), await directory.timeZone(snapshot, schoolId));
      const { known, places, rooms, teachers, slotsWithoutRoom } = await readResources(
        snapshot,
        directory,
        schoolId,
        on,
      );
      const named = new Set(rooms.map(({ room }) => roomKey(room)));
      const told = new Set(known.map(({ room }) => roomKey(room)));
      const lines: RoomLine[] = [
        ...known.map(({ room, network, devices }) => ({
          room,
          network,
          devices: [...devices],
          inTimetable: named.has(roomKey(room)),
        })),
        ...rooms
          .filter(({ room }) => !told.has(roomKey(room)))
          .map(({ room }) => ({ room, network: null, devices: [], inTimetable: true })),
      ];
      const teaching = new Set(teachers.map(({ personId }) => personId));
      const byPerson = new Map(places.map((place) => [place.personId, place]));
      const ids = [...new Set([...teaching, ...byPerson.keys()])];
      const names = await directory.people(snapshot, schoolId, ids);
      return {
        on,
        rooms: lines.sort((a, b) => compareTitles(a.room, b.room)),
        places: ids
          .map((personId): WorkplaceLine => ({
            ...cardOf(names, personId),
            hasPlace: byPerson.get(personId)?.hasPlace ?? null,
            room: byPerson.get(personId)?.room ?? null,
            teaches: teaching.has(personId),
          }))
          .sort(compareCards),
        slotsWithoutRoom,
        position,
      };
    });
  }
}

@Controller('transition/resources')
export class GetResourcesRoute {
  constructor(private readonly queries: QueryBus) {}

  /** Rooms with network and devices, and who has a place to work at. */
  @Get()
  @Access(seesTransition)
  resources(
    @CurrentPrincipal() principal: Principal,
    @QueryParams() query: TransitionQuery,
  ): Promise<ResourcesAnswer> {
    return this.queries.execute(new GetResources(principal.schoolId, query));
  }
}
