import { mkdirSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import { PrintingPress } from '#transition';
import { composeOrder } from '../../libs/transition/src/orders/compose-order.ts';
import type { Dossier } from '../../libs/transition/src/orders/dossier.ts';
import { inspectDocument } from '../../libs/transition/src/files/inspect-document.ts';
import { paperText } from '../../libs/transition/src/papers/paper-text.ts';
import type { Paper } from '../../libs/transition/src/papers/paper.ts';
import { composeCertificate } from '../../libs/transition/src/training/certificate/compose-certificate.ts';
import { composePlan } from '../../libs/transition/src/plan/compose-plan.ts';
import {
  filledFields,
  issuedOrder,
  sampleDossier,
  sampleOrder,
  samplePlan,
  sampleStaff,
} from '../../libs/transition/src/testing/sample-dossier.ts';
import { sampleAct, sampleAssessment } from '../../libs/transition/src/testing/sample-assessment.ts';
import { composeActOfReadiness } from '../../libs/transition/src/verdict/act/compose-act-of-readiness.ts';
import { pagesOfPdf, squeezed, textOfDocx } from '../support/text-of-papers.ts';

let press: PrintingPress;
beforeAll(() => {
  press = new PrintingPress();
});
afterAll(() => press.onApplicationShutdown());

const HEAD = { number: '17-о', date: '2026-09-01', inForceFrom: '2026-09-01', signatory: 'head' } as const;
const LATER = { number: '3', date: '2027-01-25', inForceFrom: '2027-01-25', signatory: 'head' } as const;

const parents: Dossier['consent'] = {
  ...sampleDossier('end-of-paper').consent,
  parents: [
    {
      opinionId: 'o',
      question: 'Согласны ли вы?',
      opinion: {
        way: 'survey',
        date: '2026-12-10',
        asked: 420,
        answered: 380,
        inFavour: 341,
        against: 22,
      },
    },
  ],
};

const papers: readonly [name: string, paper: Paper][] = [
  [
    'first order',
    composeOrder(
      sampleDossier('transition', { order: sampleOrder('transition', { fields: filledFields }) }),
      HEAD,
    ),
  ],
  ['draft of the first order', composeOrder(sampleDossier('transition', { plan: null }), null)],
  [
    'second order',
    composeOrder(
      sampleDossier('end-of-paper', {
        order: sampleOrder('end-of-paper', {
          fields: {
            place: 'г. Зареченск',
            paperEnds: '2027-02-01',
            archiveDeputy: 'deputy',
            archiveBy: '2027-03-01',
            monitoringDeputies: ['deputy', 'second-deputy'],
            backupKeeper: 'technician',
            extractsKeeper: 'consultant',
            acquaintsStaff: 'deputy',
          },
        }),
        today: '2027-01-25',
        concerned: issuedOrder,
        consent: parents,
        assessment: {
          verdict: { on: '2027-01-18', ready: true },
          act: { document: { number: '1', date: '2027-01-20' } },
        } as never,
      }),
      LATER,
    ),
  ],
  [
    'amending order',
    composeOrder(
      sampleDossier('amending', {
        order: sampleOrder('amending', {
          fields: {
            because: 'В связи с кадровыми изменениями',
            changes: ['В пункте 6 слова «Коваленко О. Ю.» заменить словами «Берёзкину А. С.».'],
          },
          texts: {
            'help-regulations': '# Общие положения\nПомощь оказывается ежедневно.\n– лично;\n– по телефону.',
          },
        }),
        concerned: issuedOrder,
      }),
      LATER,
    ),
  ],
  [
    'repealing order',
    composeOrder(
      sampleDossier('repealing', {
        order: sampleOrder('repealing', {
          fields: { because: 'В связи с изданием нового приказа', acquaintsStaff: 'deputy' },
        }),
        concerned: issuedOrder,
      }),
      LATER,
    ),
  ],
  [
    'act of readiness',
    composeActOfReadiness(sampleAssessment, sampleAct, sampleDossier('transition').school, sampleStaff),
  ],
  [
    'certificate',
    composeCertificate(
      {
        programme: 'Работа на Школьном портале: ведение электронного журнала и дневника',
        hours: 14,
        date: '2026-10-20',
      },
      {
        school: sampleDossier('transition').school,
        owner: sampleStaff.get('consultant')!,
        head: sampleStaff.get('head')!,
        code: '7F3K-9QWE-R2TY-M4NP',
        address: 'https://zhurnal.school5.example/certificates/school-5/7F3K-9QWE-R2TY-M4NP',
      },
    ),
  ],
  [
    'plan',
    composePlan(samplePlan, sampleStaff, { school: sampleDossier('transition').school, date: '2026-10-06' }),
  ],
];
const paperOf = (name: string): Paper => papers.find(([one]) => one === name)![1];

/** Where the papers are put to be looked at. */
const FOLDER = process.env['PAPERS'];
function toBeLookedAt(name: string, content: Uint8Array): void {
  if (FOLDER === undefined) return;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${FOLDER}/${name.replaceAll(' ', '-')}`, content);
}

/** The paper's text with the header rows of tables that go on over the page, once for each such page. */
function withoutRepeatedHeads(pages: readonly string[], paper: Paper): string {
  const heads = [...paper.parts, ...paper.appendices]
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) =>
      block.kind === 'table'
        ? [squeezed(block.columns.map(({ title }) => title).join(''))]
        : block.kind === 'timeline'
          ? [squeezed([block.title, ...block.periods.map(({ title }) => title)].join(''))]
          : [],
    );
  const seen = new Set<string>();
  return pages
    .map((page) => {
      const head = heads.find((one) => page.startsWith(one));
      if (head !== undefined && seen.has(head)) return page.slice(head.length);
      for (const one of heads) if (page.includes(one)) seen.add(one);
      return page;
    })
    .join('');
}

describe('a paper', () => {
  it.each(papers)('says in PDF what it says: %s', async (name, paper) => {
    const content = await press.make(paper, 'pdf');
    toBeLookedAt(`${name}.pdf`, content);
    expect(inspectDocument(content)).toBe('pdf');
    const pages = await pagesOfPdf(content);
    const text = withoutRepeatedHeads(
      pages.map((page) => squeezed(page.text)),
      paper,
    );
    expect(text).toBe(squeezed(paperText(paper)));
    expect(pages.map(({ number }) => number)).toEqual(
      pages.map((_, index) => (index === 0 ? '' : `${index + 1}`)),
    );
  });

  it.each(papers)('says in DOCX what it says: %s', async (name, paper) => {
    const content = await press.make(paper, 'docx');
    toBeLookedAt(`${name}.docx`, content);
    expect(inspectDocument(content)).toBe('docx');
    expect(squeezed(await textOfDocx(content))).toBe(squeezed(paperText(paper)));
  });

  it('is the same file whenever and wherever it is made', async () => {
    const paper = paperOf('first order');
    for (const form of ['pdf', 'docx'] as const) {
      const first = await press.make(paper, form);
      const other = new PrintingPress();
      const second = await other.make(structuredClone(paper), form);
      await other.onApplicationShutdown();
      expect([form, Buffer.compare(Buffer.from(first), Buffer.from(second))]).toEqual([form, 0]);
    }
    const parts = unzipSync(await press.make(paper, 'docx'));
    expect(new TextDecoder().decode(parts['docProps/core.xml'])).toContain('2026-09-01T00:00:00Z');
  });

  it('is A4, the schedule landscape, with letters of its own', async () => {
    const content = await press.make(paperOf('first order'), 'pdf');
    const pages = await pagesOfPdf(content);
    const across = pages.filter(({ width, height }) => width > height);
    expect(across).toHaveLength(1);
    expect(across[0]!.text).toContain('График работ');
    expect([Math.round(pages[0]!.width), Math.round(pages[0]!.height)]).toEqual([595, 842]);
    expect(Buffer.from(content).toString('latin1')).toMatch(/\/FontFile2/);
  });

  it('repeats the head of a table that goes on, and leaves nobody to sign alone', async () => {
    const plan = await pagesOfPdf(await press.make(paperOf('plan'), 'pdf'));
    expect(plan.slice(0, 2).map(({ text }) => text.includes('Этапы и работы'))).toEqual([true, true]);
    const order = await pagesOfPdf(await press.make(paperOf('first order'), 'pdf'));
    const signed = order.findIndex(({ text }) => squeezed(text).includes('П.И.Соколов'));
    expect(squeezed(order[signed]!.text)).toContain('8.Контрользаисполнением');
  });

  it('is made within two seconds, and nobody waits for it meanwhile', async () => {
    await press.make(paperOf('certificate'), 'pdf');
    let [slowest, longest] = [Infinity, Infinity];
    // Others may take the machine away for a while; what we did on this thread ourselves would be there each time.
    for (let round = 0; round < 5 && (slowest >= 2_000 || longest >= 50); round += 1) {
      const delay = monitorEventLoopDelay({ resolution: 5 });
      delay.enable();
      const took: number[] = [];
      for (const form of ['pdf', 'docx'] as const) {
        const began = performance.now();
        await press.make(paperOf('first order'), form);
        took.push(performance.now() - began);
      }
      delay.disable();
      slowest = Math.min(slowest, Math.max(...took));
      longest = Math.min(longest, delay.max / 1e6);
    }
    console.log(
      `first order with six appendices: pdf and docx in ${Math.round(slowest)} ms each at most; event loop ${longest.toFixed(1)} ms at most`,
    );
    expect(slowest).toBeLessThan(2_000);
    expect(longest).toBeLessThan(50);
  });
});
