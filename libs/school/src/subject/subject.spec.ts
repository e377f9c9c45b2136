import { describe, it } from '@jest/globals';
import { given } from '#kernel/testing';
import { subject } from './subject.ts';
import type { SubjectEvent } from './subject.events.ts';

const algebra = { subjectId: 'algebra', title: 'Алгебра', shortTitle: 'Алг', area: 'Математика' };
const defined: SubjectEvent = { type: 'SubjectDefined', data: algebra };

describe('a subject', () => {
  it('is defined once', () => {
    given(subject)()
      .when({ kind: 'DefineSubject', ...algebra, title: ' Алгебра' })
      .then(defined);
    given(subject)(defined)
      .when({ kind: 'DefineSubject', ...algebra })
      .thenRefused('subject-exists');
  });

  it('is renamed', () => {
    given(subject)(defined)
      .when({ kind: 'RenameSubject', ...algebra, area: null })
      .then({ type: 'SubjectRenamed', data: { ...algebra, area: null } });
    given(subject)(defined)
      .when({ kind: 'RenameSubject', ...algebra })
      .thenNothing();
    given(subject)()
      .when({ kind: 'RenameSubject', ...algebra })
      .thenRefused('not-found');
  });

  it('has a title', () => {
    given(subject)()
      .when({ kind: 'DefineSubject', ...algebra, shortTitle: '' })
      .thenRefused('invalid');
  });
});
