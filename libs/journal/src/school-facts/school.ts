import type { Fold } from '#event-store';
import type { SchoolEvent } from '#school/events';

/** The school's IANA time zone; null before it was set up. */
export const schoolTimeZone: Fold<string | null, SchoolEvent> = {
  name: 'journal-school',
  initial: null,
  evolve(timeZone, event) {
    switch (event.type) {
      case 'SchoolSetUp':
        return event.data.timeZone;
      case 'SchoolRenamed':
        return timeZone;
    }
  },
};
