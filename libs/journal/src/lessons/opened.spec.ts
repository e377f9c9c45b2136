import { describe, expect, it } from '@jest/globals';
import { canonicalJson, positionFrom } from '#kernel';
import type { Seals } from '#platform';
import type { StoredDoc } from '#projecting';
import { sealOf } from '../lesson/record-entries.ts';
import { opened, recordersIn } from './opened.ts';

const stored = (key: string, body: object): StoredDoc<Buffer> => ({
  key,
  body: Buffer.from(canonicalJson(body)),
  position: positionFrom(1),
});

/** Opens what was «sealed» by turning it round; one key was destroyed. */
const seals = {
  unsealMany: async (_: string, items: readonly { subject: string; sealed: string }[]) =>
    items.map(({ subject, sealed }) =>
      subject === 'lesson:gone' ? null : `${subject} ${[...sealed].reverse().join('')}`,
    ),
} as unknown as Seals;

describe('stored lessons as readers get them', () => {
  it('are handed on as they are when there is nothing to open', async () => {
    const doc = stored('l1', { topic: { topic: 'A "sealed":"x" topic', by: 'p' }, marks: [] });
    expect(await opened([doc], 's', seals, sealOf)).toEqual([doc.body]);
  });

  it('have their sealed text opened wherever it stands, under the key of its lesson', async () => {
    const doc = stored('l1', {
      topic: 'Сколько «½»? 🙂',
      comment: { entryId: 'c', sealed: 'cba' },
      marks: [{ value: '4', sealed: 'fed', before: [{ value: '3', sealed: 'ihg' }] }],
    });
    const other = stored('gone', { comment: { sealed: 'cba' } });
    const [first, second] = await opened([doc, other], 's', seals, sealOf);
    expect(JSON.parse(first!.toString())).toEqual({
      topic: 'Сколько «½»? 🙂',
      comment: { entryId: 'c', text: 'lesson:l1 abc' },
      marks: [{ value: '4', text: 'lesson:l1 def', before: [{ value: '3', text: 'lesson:l1 ghi' }] }],
    });
    expect(JSON.parse(second!.toString())).toEqual({ comment: { text: null } });
  });
});

it('those who recorded something are found, and nobody else', () => {
  const bodies = [
    stored('l1', { topic: { by: 'anna', topic: 'Who did it? "by":"nobody"' }, city: 'x', body: 'y' }).body,
    stored('l2', { marks: [{ by: 'boris', before: [{ by: 'anna' }] }], comment: null }).body,
  ];
  expect([...recordersIn(bodies)]).toEqual(['anna', 'boris']);
});
