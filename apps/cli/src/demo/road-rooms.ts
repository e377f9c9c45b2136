import { EquipRooms, SetWorkplaces } from '#transition';
import type { WorkingGroup } from './working-group.ts';

/** Describes the rooms of the timetable and the teachers' places. @param bare which room the network does not reach; null: none */
export async function equipRooms(group: WorkingGroup, bare: number | null): Promise<void> {
  const { plan, chance } = group.needs;
  const rooms = [...new Set([...plan.timetables.values()].flat().map(({ room }) => room))].sort();
  const equipped = rooms.map((room, index) => ({
    room,
    network:
      index === bare ? ('none' as const) : chance.happens(0.6) ? ('wired' as const) : ('wireless' as const),
    devices: chance.happens(0.85)
      ? [{ kind: chance.happens(0.5) ? ('desktop' as const) : ('laptop' as const), count: 1, working: 1 }]
      : [],
  }));
  await group.do(new EquipRooms({ rooms: equipped }, group.by('administrator', 'administrator')));
  const places = plan.teachers.map(({ key, room }) => ({
    personId: group.person(key),
    hasPlace: true,
    room,
  }));
  await group.do(new SetWorkplaces({ places }, group.by('administrator', 'administrator')));
}
