import { type Decider, notFound, Refused } from '#kernel';
import { saying } from '../fields.ts';
import type { SubjectEvent } from './subject.events.ts';

export interface Subject {
  readonly subjectId: string;
  readonly title: string;
  /** For narrow columns: «Мат». */
  readonly shortTitle: string;
  /** Предметная область: «Естественные науки». */
  readonly area: string | null;
}

export type SubjectCommand = Subject & { readonly kind: 'DefineSubject' | 'RenameSubject' };

export const subject: Decider<Subject | null, SubjectCommand, SubjectEvent> = {
  name: 'school/subject',
  initial: null,

  decide(command, current) {
    const data = {
      subjectId: command.subjectId,
      title: saying('title', command.title),
      shortTitle: saying('shortTitle', command.shortTitle),
      area: command.area === null ? null : saying('area', command.area),
    };
    switch (command.kind) {
      case 'DefineSubject':
        if (current !== null) throw new Refused('subject-exists', `${current.title} is defined already.`);
        return [{ type: 'SubjectDefined', data }];
      case 'RenameSubject':
        if (current === null) throw notFound('subject', command.subjectId);
        if (
          current.title === data.title &&
          current.shortTitle === data.shortTitle &&
          current.area === data.area
        ) {
          return [];
        }
        return [{ type: 'SubjectRenamed', data }];
    }
  },

  evolve(_, event) {
    switch (event.type) {
      case 'SubjectDefined':
      case 'SubjectRenamed': {
        const { subjectId, title, shortTitle, area } = event.data;
        return { subjectId, title, shortTitle, area };
      }
    }
  },
};
