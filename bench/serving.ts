import { MemoryWatch } from './measure.ts';

/** What a program that serves HTTP says when it has begun to. */
export interface Listening<Told> {
  readonly kind: 'listening';
  readonly port: number;
  /** What those who ask it must know. */
  readonly told: Told;
}

/** What a program that serves HTTP has used since it was asked the last time. */
export interface Usage {
  readonly kind: 'usage';
  /** Of all of its threads. */
  readonly cpuMicros: number;
  readonly peakRssMb: number;
}

/** Tells the parent where this process serves, and what it uses whenever the parent asks; ends with the parent. */
export function serving<Told>(port: number, told: Told): void {
  let memory = new MemoryWatch();
  let cpu = process.cpuUsage();
  process.on('message', () => {
    const { user, system } = process.cpuUsage(cpu);
    const { peakRssMb } = memory;
    memory.end();
    memory = new MemoryWatch();
    cpu = process.cpuUsage();
    process.send!({ kind: 'usage', cpuMicros: user + system, peakRssMb } satisfies Usage);
  });
  process.once('disconnect', () => process.exit());
  process.send!({ kind: 'listening', port, told } satisfies Listening<Told>);
}
