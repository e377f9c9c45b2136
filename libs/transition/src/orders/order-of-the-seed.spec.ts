import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { plain } from '../papers/paper.ts';
import { filledFields, sampleDossier, sampleOrder } from '../testing/sample-dossier.ts';
import { composeOrder } from './compose-order.ts';
import { ordersCatalogue } from './orders-catalogue.ts';

const fixture = readFileSync(
  new URL('../../../../test/fixtures/order-of-the-seed.txt', import.meta.url),
  'utf8',
);
const squeezed = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('*', '')
    .replaceAll(/_{4,}( _{4,})*/g, '____')
    .trim();

/** The words cut off at the edge of the scan, and what stands there now. */
const mended = [
  ['процессов управле ОО', 'процессов управления ОО'],
  ['внедрения информацион технологий', 'внедрения информационных технологий'],
  ['от 26.08.2010 N ____ и статьей', 'от 26.08.2010 N 761н и статьей'],
  ['сторонами усло трудового', 'сторонами условий трудового'],
  ['организационных технологических условий', 'организационных или технологических условий'],
] as const;

/** The sample's points, 1 to 8, as the seed has them. */
const [preamble = '', after = ''] = fixture.split('ПРИКАЗЫВАЮ:');
const points = after
  .split('Директор ОО')[0]!
  .split(/^(?=[1-8]\. )/m)
  .slice(1)
  .map(squeezed);

/** A paper's points, each with the lines under it. */
function pointsOf(dossier: ReturnType<typeof sampleDossier>): string[] {
  const { blocks } = composeOrder(dossier, null).parts[0]!;
  const first = blocks.findIndex(({ kind }) => kind === 'point');
  return blocks.slice(first).reduce<string[]>((found, block) => {
    if (block.kind === 'point') return [...found, squeezed(`${block.number} ${plain(block.text)}`)];
    if (block.kind !== 'paragraph') return found;
    return [...found.slice(0, -1), squeezed(`${found.at(-1)!} ${plain(block.text)}`)];
  }, []);
}

describe('the first order against the seed’s sample', () => {
  const blank = pointsOf(sampleDossier('transition'));

  it('has eight points, as the sample has', () => {
    expect([points.length, blank.length]).toEqual([8, 8]);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('says word for word what the sample says: point %i', (number) => {
    const ours = blank[number - 1]!.replaceAll(/\(Приложение N \d\)/g, '(Приложение N ____)');
    expect(ours).toBe(points[number - 1]);
  });

  it('begins as the sample does, but for what was cut off in it', () => {
    const blocks = composeOrder(sampleDossier('transition'), null).parts[0]!.blocks;
    const at = blocks.findIndex(
      (one) => one.kind === 'paragraph' && plain(one.text).startsWith('ПРИКАЗЫВАЮ'),
    );
    const [title, begins] = [blocks[at - 2]!, blocks[at - 1]!];
    const seed = mended.reduce(
      (text, [broken, whole]) => {
        expect(text).toContain(broken);
        return text.replace(broken, whole);
      },
      squeezed(preamble).replace(/\.$/, ''),
    );
    if (title.kind !== 'heading' || begins.kind !== 'paragraph') throw new Error('no title, no beginning');
    expect(`${squeezed(title.text)} ${squeezed(plain(begins.text))}`).toBe(
      seed.slice(seed.indexOf('О переходе')),
    );
    expect(ordersCatalogue.templates[0]!.note.join(' ')).toMatch(/управления.*информационных.*761н/s);
  });

  it('numbers its six appendices as it names them', () => {
    const { appendices } = composeOrder(sampleDossier('transition'), null);
    expect(appendices.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(blank[0]!.match(/Приложение N \d/g)).toHaveLength(5);
    expect(blank[1]).toContain('(Приложение N 6)');
  });

  it('names in its points whom the fields name, in the right case', () => {
    const filled = pointsOf(
      sampleDossier('transition', { order: sampleOrder('transition', { fields: filledFields }) }),
    );
    expect(filled[3]).toMatch(/^4\. Зам\. директора по УВР Ивановой М\. П\. обеспечить контроль/);
    expect(filled[4]).toMatch(
      /^5\. Заместителям директора по УВР Ивановой М\. П\., Горькому А\. Л\. обеспечить/,
    );
    expect(filled[5]).toMatch(
      /^6\. Возложить на Коваленко О\. Ю\. обязанности .* согласно должностным обязанностям\.$/,
    );
    expect(filled[6]).toMatch(
      /^7\. Возложить на Берёзкину А\. С\. обязанности .* включив их в её должностные обязанности\.$/,
    );
  });
});
