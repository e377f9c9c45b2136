import type { LocalDate } from '#kernel';
import {
  actLines,
  AgreeAct,
  ApproveAct,
  AssignAct,
  AttachActDocument,
  DraftAct,
  ReviewAct,
} from '#transition';
import type { WorkingGroup } from './working-group.ts';

/** Acts that need no change. */
const AS_THEY_ARE: readonly string[] = [
  'hazardous-work-rules',
  'forms-of-education',
  'creative-groups',
  'department',
];

/** Says of every act whether it needs a change, and who is to write it until when. @param dueOf by the act's line */
export async function reviewActs(group: WorkingGroup, dueOf: (line: string) => LocalDate): Promise<void> {
  const { chance, plan } = group.needs;
  for (const { id, kind, change } of actLines) {
    const actId = group.act(id);
    const needed = !AS_THEY_ARE.includes(id);
    const why = needed ? change : 'Порядка ведения журнала не касается';
    if (kind !== 'appendix') await group.do(new ReviewAct({ actId, needed, why }, group.deputy()));
    if (!needed) continue;
    const personId = group.person(chance.one(plan.teachers).key);
    await group.do(new AssignAct({ actId, personId, due: dueOf(id) }, group.deputy()));
  }
}

/**
 * Texts of what is to be changed, agreed and approved.
 * @param left lines that nobody writes
 * @param inWork lines whose text is there and whose opinions are not
 */
export async function writeActs(
  group: WorkingGroup,
  on: LocalDate,
  left: readonly string[],
  inWork: readonly string[],
): Promise<void> {
  let number = 20;
  for (const { id, kind, title, consulted } of actLines) {
    if (left.includes(id) || AS_THEY_ARE.includes(id)) continue;
    const actId = group.act(id);
    await group.do(new DraftAct({ actId }, group.deputy()));
    const content = await group.text(title, on);
    const name = `${title.slice(0, 100)}.pdf`;
    await group.do(new AttachActDocument({ actId, name, copy: 'text', content }, group.deputy()));
    if (inWork.includes(id)) continue;
    for (const body of consulted) {
      const protocol = { number: '2', date: on };
      await group.do(new AgreeAct({ actId, body, protocol }, group.deputy()));
    }
    number += 1;
    if (kind !== 'appendix') {
      const document = { number: `${number}`, date: on };
      await group.do(new ApproveAct({ actId, document }, group.deputy()));
    }
  }
}
