import { addDays, type LocalDate } from '#kernel';
import { DraftOrder, FillOrder, IssueOrder } from '#transition';
import type { WorkingGroup } from './working-group.ts';

type Fields = FillOrder['input']['fields'];

/** The head signs the order on the transition. */
export async function issueFirstOrder(group: WorkingGroup, on: LocalDate): Promise<void> {
  await group.needs.show();
  const orderId = await drafted(group, 'transition', [
    { field: 'controlArea', value: 'учебно-воспитательной работе' },
    { field: 'controlDeputy', value: group.person('deputy') },
    { field: 'contentDeputies', values: [group.person('deputy')] },
    { field: 'technician', value: group.person('administrator') },
    { field: 'technicianDuty', value: 'by-duties' },
    { field: 'consultant', value: group.person(group.needs.plan.teachers[5]!.key) },
    { field: 'consultantDuty', value: 'by-duties' },
  ]);
  await issue(group, orderId, '117-о', on);
}

/** The order that ends the paper is begun. */
export async function draftSecondOrder(group: WorkingGroup, on: LocalDate): Promise<void> {
  await drafted(group, 'end-of-paper', [
    { field: 'paperEnds', value: addDays(on, 40) },
    { field: 'archiveDeputy', value: group.person('deputy') },
  ]);
}

/** The head signs the order that ends the paper. @param paperEnds the first day without it */
export async function issueSecondOrder(
  group: WorkingGroup,
  on: LocalDate,
  paperEnds: LocalDate,
): Promise<void> {
  await group.needs.show();
  const [deputy, administrator] = [group.person('deputy'), group.person('administrator')];
  const orderId = await drafted(group, 'end-of-paper', [
    { field: 'paperEnds', value: paperEnds },
    { field: 'archiveDeputy', value: deputy },
    { field: 'archiveBy', value: addDays(paperEnds, 14) },
    { field: 'monitoringDeputies', values: [deputy] },
    { field: 'backupKeeper', value: administrator },
    { field: 'extractsKeeper', value: administrator },
    { field: 'acquaintsStaff', value: deputy },
  ]);
  await issue(group, orderId, '142-о', on);
}

/** @returns the id of a draft with these fields filled */
async function drafted(
  group: WorkingGroup,
  kind: 'transition' | 'end-of-paper',
  fields: Fields,
): Promise<string> {
  const draft = new DraftOrder({ kind }, group.deputy());
  await group.do(draft);
  const { orderId } = draft;
  await group.do(new FillOrder({ orderId, fields, basedOn: 0 }, group.deputy()));
  return orderId;
}

async function issue(group: WorkingGroup, orderId: string, number: string, date: LocalDate): Promise<void> {
  const signed = { orderId, number, date, basedOn: 1, signatory: group.person('head') };
  await group.do(new IssueOrder(signed, group.by('head', 'head')));
}
