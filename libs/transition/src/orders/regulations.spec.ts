import { describe, expect, it } from '@jest/globals';
import { templateOf } from './orders-catalogue.ts';
import { regulationBlocks, regulations, regulationText } from './regulations.ts';

describe('the regulations', () => {
  it('are there for every appendix of the first order that is a text, and are ours', () => {
    const texts = templateOf('transition', 1).appendices.filter(({ made }) => made === 'text');
    expect(texts.map(({ id }) => id)).toEqual(regulations.texts.map(({ id }) => id));
    expect(regulations.texts.every(({ source }) => source === 'ours')).toBe(true);
  });

  it.each(regulations.texts.map(({ id }) => id))('%s is a whole text in sections', (id) => {
    const blocks = regulationBlocks(regulationText(id)!);
    expect(blocks.filter(({ kind }) => kind === 'heading').length).toBeGreaterThanOrEqual(8);
    expect(regulationText(id)!.length).toBeGreaterThan(4_500);
  });

  it('number sections, points and leave lists unnumbered', () => {
    expect(regulationBlocks('# Общее\nПервый.\n– да\n- нет\n\nВторой.\n# Прочее\nТретий.')).toEqual([
      { kind: 'heading', level: 2, text: '1. Общее' },
      { kind: 'point', number: '1.1.', text: 'Первый.' },
      { kind: 'point', number: '–', text: 'да', level: 2 },
      { kind: 'point', number: '–', text: 'нет', level: 2 },
      { kind: 'point', number: '1.2.', text: 'Второй.' },
      { kind: 'heading', level: 2, text: '2. Прочее' },
      { kind: 'point', number: '2.1.', text: 'Третий.' },
    ]);
    expect(regulationBlocks('Без раздела.')).toEqual([{ kind: 'point', number: '1.', text: 'Без раздела.' }]);
  });
});
