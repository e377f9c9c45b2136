import { describe, expect, it } from '@jest/globals';
import { parallelTopic, type TaughtLesson } from './parallel-topic.ts';

/** A register's lessons, a day each; null: without a topic; `cancelled`: not held. */
const lessons = (name: string, ...topics: readonly (string | null)[]): readonly TaughtLesson[] =>
  topics.map((topic, index) => ({
    lessonId: `${name} ${index + 1}`,
    date: `2026-10-${String(index + 1).padStart(2, '0')}`,
    status: topic === 'cancelled' ? 'cancelled' : 'planned',
    topic:
      topic === null || topic === 'cancelled'
        ? null
        : { topic, planned: false, eventId: topic, by: 'teacher', recordedAt: '2026-10-01T09:00:00.000Z' },
  }));

describe('what is suggested for the topic of a lesson', () => {
  it('is the topic of the lesson with the same place in a parallel class', () => {
    const parallel = lessons('other', 'Дроби', 'Сложение дробей', 'Вычитание дробей');
    expect(parallelTopic(lessons('own', 'Дроби', null), 'own 2', parallel)).toEqual({
      topic: 'Сложение дробей',
      date: '2026-10-02',
      isSameLesson: true,
    });
  });

  it('counts only lessons that are held', () => {
    const own = lessons('own', 'Дроби', 'cancelled', null);
    const parallel = lessons('other', 'cancelled', 'Дроби', 'Сложение дробей', 'Вычитание дробей');
    expect(parallelTopic(own, 'own 3', parallel)?.topic).toBe('Сложение дробей');
    expect(parallelTopic(own, 'own 2', parallel)).toBeNull();
  });

  it('is the last topic before, where the parallel class has none there', () => {
    const own = lessons('own', null, null, null);
    expect(parallelTopic(own, 'own 3', lessons('other', 'Дроби', 'Сложение дробей', null))).toMatchObject({
      topic: 'Сложение дробей',
      isSameLesson: false,
    });
    expect(parallelTopic(own, 'own 3', lessons('other', 'Дроби'))?.topic).toBe('Дроби');
  });

  it('is not a topic that the class has had', () => {
    const own = lessons('own', 'Дроби', null, null);
    expect(parallelTopic(own, 'own 3', lessons('other', 'Дроби', null, null))).toBeNull();
  });

  it('is nothing where the parallel class has written nothing', () => {
    expect(parallelTopic(lessons('own', null), 'own 1', lessons('other', null, 'Дроби'))).toBeNull();
    expect(parallelTopic(lessons('own', null), 'own 1', [])).toBeNull();
  });
});
