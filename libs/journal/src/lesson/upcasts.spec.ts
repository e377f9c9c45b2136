import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type EventStore, Streams, upcasting } from '#event-store';
import { CHAIN_START, canonicalJson, chainedMetadata, chainHash, type Recorded } from '#kernel';
import { lesson } from './lesson.ts';
import { journalUpcasts, lessonStream } from './lesson.events.ts';
import { LESSON } from './lesson-samples.ts';

/** A lesson's stream as it was stored when homework was still `HomeworkAssigned`: one event a line. */
const stored = readFileSync(
  new URL('../../../../test/fixtures/homework-assigned.jsonl', import.meta.url),
  'utf8',
)
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded);

const oldLog: Pick<EventStore, 'readStream'> = { readStream: async (_, from = 0) => stored.slice(from) };
const log = upcasting(oldLog as EventStore, journalUpcasts);
const stream = lessonStream('school-1', LESSON);

describe('an old log', () => {
  it('was written before homework had its present shape', () =>
    expect(stored.map(({ type }) => type)).toEqual([
      'LessonScheduled',
      'HomeworkAssigned',
      'MarkGiven',
      'HomeworkAssigned',
    ]));

  it('reads as now', async () => {
    const events = await log.readStream(stream);
    expect(events.map(({ type, data }) => [type, data]).filter(([type]) => type === 'HomeworkSet')).toEqual([
      ['HomeworkSet', { lessonId: LESSON, text: '№ 512, 513', dueDate: '2026-10-08' }],
      ['HomeworkSet', { lessonId: LESSON, text: '№ 514', dueDate: null }],
    ]);
    expect(events.map(({ id }) => id)).toEqual(stored.map(({ id }) => id));
  });

  it('is folded by the decider, which knows the newest shape only', async () => {
    const { state, revision } = await new Streams(log).load(stream, lesson);
    expect(revision).toBe(3);
    expect(state?.homework).toMatchObject({
      value: { text: '№ 514', dueDate: null },
      recording: { eventId: stored[3]!.id },
    });
  });

  it('keeps its chain: the hashes are over the bytes that were stored', () => {
    let chain = CHAIN_START;
    for (const event of stored) {
      const dataJson = canonicalJson(event.data);
      chain = chainHash(chain, { ...event, dataJson, metadataJson: chainedMetadata(event.metadata) });
      expect(event.metadata.chain).toBe(chain);
    }
  });
});
