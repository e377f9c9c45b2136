import { describe, it } from '@jest/globals';
import { given } from '#kernel/testing';
import { school } from './school.ts';
import type { SchoolEvent } from './school.events.ts';

const setUp: SchoolEvent = {
  type: 'SchoolSetUp',
  data: { schoolId: 'lyceum', name: 'Лицей № 7', shortName: 'Л7', timeZone: 'Europe/Moscow' },
};

describe('a school', () => {
  it('is set up once, with its time zone', () =>
    given(school)()
      .when({
        kind: 'SetUpSchool',
        schoolId: 'lyceum',
        name: ' Лицей № 7 ',
        shortName: 'Л7',
        timeZone: 'Europe/Moscow',
      })
      .then(setUp));

  it('is not set up a second time', () => {
    given(school)(setUp)
      .when({ kind: 'SetUpSchool', schoolId: 'lyceum', name: 'x', shortName: 'x', timeZone: 'UTC' })
      .thenRefused('school-exists');
  });

  it('is not set up in a time zone that nobody knows', () => {
    given(school)()
      .when({ kind: 'SetUpSchool', schoolId: 'lyceum', name: 'x', shortName: 'x', timeZone: 'Europe/Kitezh' })
      .thenRefused('invalid');
  });

  it('is renamed', () =>
    given(school)(setUp)
      .when({ kind: 'RenameSchool', schoolId: 'lyceum', name: 'Гимназия', shortName: 'Г' })
      .then({ type: 'SchoolRenamed', data: { schoolId: 'lyceum', name: 'Гимназия', shortName: 'Г' } }));

  it('keeps its name when it is renamed to it', () =>
    given(school)(setUp)
      .when({ kind: 'RenameSchool', schoolId: 'lyceum', name: 'Лицей № 7', shortName: 'Л7 ' })
      .thenNothing());

  it('is not renamed to nothing', () => {
    given(school)(setUp)
      .when({ kind: 'RenameSchool', schoolId: 'lyceum', name: '  ', shortName: 'Г' })
      .thenRefused('invalid');
  });

  it('is not renamed before it is there', () => {
    given(school)()
      .when({ kind: 'RenameSchool', schoolId: 'lyceum', name: 'Гимназия', shortName: 'Г' })
      .thenRefused('not-found');
  });
});
