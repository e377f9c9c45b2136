import { Injectable } from '@nestjs/common';
import { type Clock, type LocalDate, localDateOf } from '#kernel';
import { Directory, InjectClock, type PersonName, Reader, type RegisterCard } from '#platform';

/** Who keeps a journal on a date: whoever teaches a register then. */
export function teachersOn(registers: readonly RegisterCard[], on: LocalDate): string[] {
  const teaching = registers.flatMap(({ teachers }) =>
    teachers
      .filter(({ from, to }) => from <= on && (to === null || on <= to))
      .map(({ teacherId }) => teacherId),
  );
  return [...new Set(teaching)];
}

/** Those of the staff who teach. */
@Injectable()
export class Staff {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    @InjectClock() private readonly clock: Clock,
  ) {}

  /** The names of all who teach a register today. */
  teaching(schoolId: string): Promise<readonly PersonName[]> {
    const { directory } = this;
    return this.reader.read({ schoolId, models: directory.models }, async ({ snapshot }) => {
      const today = localDateOf(this.clock.now(), await directory.timeZone(snapshot, schoolId));
      const registers = await directory.registersDuring(snapshot, schoolId, today, today);
      return [...(await directory.people(snapshot, schoolId, teachersOn(registers, today))).values()];
    });
  }
}
