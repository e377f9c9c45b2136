import { useQuery } from '@tanstack/react-query';
import { get, type Schema } from '../api/client.ts';
import type { AuditedEvent, Cards } from './cards.ts';

const DAY_MS = 86_400_000;

/** The entries of a lesson whose 24 hours are counted (criterion 6). */
const entries = new Set(['MarkGiven', 'AttendanceMarked', 'LessonHeld', 'RollCallTaken', 'LessonCommented']);

/**
 * Whether an entry was recorded within the lesson's 24 hours by the server's clock; null for what has no such limit:
 * corrections, imports, retakes and work done on another day.
 */
export function useTimeliness(): (event: AuditedEvent, cards: Cards) => 'in-time' | 'late' | null {
  const policy = useQuery({
    queryKey: ['policy'],
    queryFn: ({ signal }) => get<Schema<'PolicyAnswer'>>('policy', {}, signal),
    staleTime: Infinity,
    meta: { models: ['policies'] },
  }).data?.policy;
  return ({ type, data, lessonId, recordedAt }, cards) => {
    const lesson = cards.lesson(lessonId);
    if (policy === undefined || lesson === undefined || !entries.has(type)) return null;
    const { imported, doneOn, retakeOf, sealed } = data;
    if ([imported, doneOn, retakeOf].some((value) => value !== undefined) || sealed === '') return null;
    const start = policy.onlineFrom === 'start' ? lesson.clock.start : lesson.clock.end;
    return Date.parse(recordedAt) <= Date.parse(start) + DAY_MS ? 'in-time' : 'late';
  };
}
