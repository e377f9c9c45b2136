import type { LocalDate } from '#kernel';
import { RecordConsent } from '#transition';
import type { WorkingGroup } from './working-group.ts';

/** Gives every teacher notice of the change. @param dutiesFrom two months on, at least */
export async function giveNotices(group: WorkingGroup, on: LocalDate, dutiesFrom: LocalDate): Promise<void> {
  const notice = {
    kind: 'GiveNotices',
    noticeId: group.deputy().commandId,
    personIds: group.teachers(),
    duties: 'Ведение журнала успеваемости и дневников обучающихся в электронной форме',
    givenOn: on,
    dutiesFrom,
  } as const;
  await group.do(new RecordConsent(notice, group.deputy()));
}

/** A survey of the parents: most agree. Three of them keep to paper. */
export async function askParents(group: WorkingGroup, on: LocalDate): Promise<void> {
  const { parents } = group.needs.plan;
  const asked = parents.length;
  const answered = Math.floor(asked * 0.71);
  const inFavour = Math.floor(answered * 0.83);
  const opinion = {
    way: 'survey',
    date: on,
    asked,
    answered,
    inFavour,
    against: Math.floor(answered * 0.11),
  } as const;
  const question = 'Согласны ли Вы с тем, чтобы школа вела журнал и дневник только в электронной форме?';
  const opinionId = group.deputy().commandId;
  await group.do(new RecordConsent({ kind: 'AskParents', opinionId, question, opinion }, group.deputy()));
  for (const { key } of parents.slice(0, 3)) {
    const command = { kind: 'KeepPaper', personId: group.person(key), from: on } as const;
    await group.do(new RecordConsent(command, group.deputy()));
  }
  await group.complete('parents-opinion', 'Опрос родителей проведён, протокол составлен');
}
