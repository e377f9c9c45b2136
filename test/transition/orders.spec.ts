import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actIdOf } from '#transition/events';
import { pdf } from '../../libs/transition/src/testing/sample-documents.ts';
import { openAccountOf } from '../support/account-of.ts';
import { bytesOf } from '../support/bytes-of.ts';
import { idOf, JournalApp, SCHOOL, type Visitor } from '../support/journal-app.ts';
import { type Preparing, settleActs } from '../support/ready-school.ts';
import { settlingOf } from '../support/settling.ts';
import { pagesOfPdf, squeezed, textOfDocx } from '../support/text-of-papers.ts';

let test: JournalApp;
let head: Visitor;
let deputy: Visitor;
let settle: () => Promise<void>;

beforeAll(async () => {
  test = await JournalApp.start();
  settle = settlingOf(test);
  head = test.as('head', ['head']);
  deputy = test.as('substitute', ['deputy-head']);
  await test.person('head', 'staff', 'Соколов');
  await test.person('technician', 'staff', 'Коваленко');
  await test.person('consultant', 'staff', 'Берёзкина');
  await openAccountOf(test, 'head', 'head');
  await openAccountOf(test, 'substitute', 'deputy-head');
});
afterAll(() => test.close());

interface Order {
  readonly version: number;
  readonly state: string;
  readonly inForce: boolean;
  readonly title: string;
  readonly fields: readonly { field: string; source: string; value: string | null; values: string[] }[];
  readonly lacks: readonly { code: string; field?: string; part?: string; open: string; earliest?: string }[];
  readonly issued: null | {
    readonly paperSha256: string;
    readonly appendices: readonly { number: number; title: string; sha256: string }[];
    readonly pdf: { sha256: string; name: string };
    readonly docx: { sha256: string };
    readonly scan: { sha256: string } | null;
  };
  readonly texts: readonly {
    part: string;
    edited: boolean;
    changedSinceAgreed: boolean;
    text: string | null;
  }[];
}

const orderOf = async (id: string): Promise<Order> =>
  (await head.get(`transition/orders/${id}`)).body as Order;
const draft = async (kind: string, concerns?: string): Promise<string> => {
  const { status, body } = await deputy.do('post', 'transition/orders', { kind, concerns });
  expect(status).toBe(201);
  return (body as { orderId: string }).orderId;
};
const fill = async (id: string, fields: object[]) => {
  const { version: basedOn } = await orderOf(id);
  return deputy.do('put', `transition/orders/${id}/fields`, { fields, basedOn });
};
const issue = async (id: string, more: object = {}) => {
  const { version: basedOn } = await orderOf(id);
  const body = { number: '17-о', date: '2026-10-06', basedOn, ...more };
  return head.do('post', `transition/orders/${id}/issue`, body);
};
const codes = (lacks: Order['lacks']): string[] =>
  lacks.map(({ code, field, part }) => [code, field ?? part].filter(Boolean).join(' '));
const shaOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');
const file = (id: string, name: string): Promise<Uint8Array> =>
  bytesOf(head.get(`transition/orders/${id}/${name}`));
const send: Preparing = async (method, path, { body, content } = {}) => {
  const word = method.toLowerCase() as 'get' | 'post' | 'put';
  const asked =
    content !== undefined
      ? deputy.upload('put', path, content)
      : word === 'get'
        ? deputy.get(path)
        : deputy.do(word, path, body);
  const answer = await asked;
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
  return answer.body as object;
};

/** An order as it is shown, and the position that shows it. */
interface Shown {
  readonly order: Order;
  readonly position: string;
}
const shownNow = async (id: string): Promise<Shown> => ({
  order: await orderOf(id),
  position: (await test.log.head())!,
});

describe('the first order', () => {
  let id: string;
  /** The position of the log before it was drafted. */
  let before: string;
  /** As it was drafted, and as it was issued. */
  const then: Shown[] = [];

  it('knows what the system knows, and lists everything else', async () => {
    before = (await test.log.head())!;
    id = await draft('transition');
    const found = await orderOf(id);
    expect(found).toMatchObject({ state: 'draft', version: 0, issued: null });
    expect(found.fields.map(({ field, source }) => `${field} ${source}`)).toEqual([
      'place missing',
      'controlArea missing',
      'controlDeputy known',
      'contentDeputies known',
      'technician missing',
      'technicianDuty missing',
      'consultant missing',
      'consultantDuty missing',
    ]);
    expect(codes(found.lacks)).toEqual([
      'field-empty controlArea',
      'field-empty technician',
      'field-empty technicianDuty',
      'field-empty consultant',
      'field-empty consultantDuty',
      'no-plan work-plan',
      'appendix-not-agreed work-plan',
      'appendix-not-agreed journal-regulations',
      'appendix-not-agreed diary-service-regulations',
      'appendix-not-agreed portal-instruction',
      'appendix-not-agreed help-regulations',
      'appendix-not-agreed schedule',
    ]);
    then.push(await shownNow(id));
    const workPlan = found.lacks.find(({ part }) => part === 'schedule');
    expect(workPlan!.open).toBe(`transition/acts?actId=${actIdOf(SCHOOL, 'schedule')}`);
  });

  it('is not issued before, and the refusal lists the same', async () => {
    const { status, body } = await issue(id);
    expect([status, body.type]).toEqual([409, '/problems/not-ready']);
    expect(body.missing).toEqual((await orderOf(id)).lacks);
    const { body: list } = await head.get('transition/orders');
    expect(list.items).toMatchObject([{ orderId: id, state: 'draft', number: null }]);
  });

  const broken: [string, object, string, string][] = [
    ['a field that there is not', { field: 'colour', value: 'red' }, 'fields.0.field', 'unknown'],
    ['several values for one', { field: 'technician', values: ['a'] }, 'fields.0.value', 'kind'],
    ['one value for several', { field: 'contentDeputies', value: 'a' }, 'fields.0.values', 'kind'],
    ['a word that is no choice', { field: 'technicianDuty', value: 'maybe' }, 'fields.0.value', 'unknown'],
    ['what is no id', { field: 'technician', value: 'Коваленко' }, 'fields.0.value', 'id'],
    ['two lines in a sentence', { field: 'controlArea', value: 'У\nВР' }, 'fields.0.value', 'one-line'],
  ];
  it.each(broken)('refuses %s', async (_, field, at, rule) => {
    const { status, body } = await fill(id, [field]);
    expect([status, body.errors]).toMatchObject([422, [{ field: at, rule }]]);
  });

  it('names nobody but the staff', async () => {
    const pupil = await fill(id, [{ field: 'technician', value: idOf('anna') }]);
    expect([pupil.status, pupil.body.type]).toEqual([409, '/problems/not-staff']);
  });

  it('adds no duty earlier than two months after its notice', async () => {
    await fill(id, [
      { field: 'controlArea', value: 'УВР' },
      { field: 'technician', value: idOf('technician') },
      { field: 'technicianDuty', value: 'by-duties' },
      { field: 'consultant', value: idOf('consultant') },
      { field: 'consultantDuty', value: 'added' },
    ]);
    expect(codes((await orderOf(id)).lacks)).toContain('notice-missing consultantDuty');
    const notice = {
      personIds: [idOf('consultant')],
      duties: 'Консультирование учителей',
      givenOn: '2026-09-30',
      dutiesFrom: '2026-11-30',
    };
    await send('POST', 'transition/consent/notices', { body: notice });
    const lack = (await orderOf(id)).lacks.find(({ code }) => code === 'duty-too-early');
    expect(lack).toMatchObject({ field: 'consultantDuty', point: '7', earliest: '2026-11-30' });
  });

  it('is ready once the plan is begun and the appendices are agreed, from the day of the duty on', async () => {
    await send('POST', 'transition/plan', { body: { start: '2026-09-07' } });
    await settleActs(send);
    expect(codes((await orderOf(id)).lacks)).toEqual(['duty-too-early consultantDuty']);
    expect((await issue(id)).body.type).toBe('/problems/not-ready');
  });

  it('takes the school’s own text of a regulation, and says that another was attached to be agreed', async () => {
    const text = '# Общие положения\nПомощь оказывает Олег.\n– лично;\n– письменно.';
    const path = `transition/orders/${id}/texts/help-regulations`;
    const { version: basedOn, texts: agreed } = await orderOf(id);
    expect(agreed.filter(({ changedSinceAgreed }) => changedSinceAgreed)).toEqual([]);
    test.clock.at += 1;
    expect((await deputy.do('put', path, { text, basedOn })).status).toBe(200);
    expect((await deputy.do('put', path, { text: 'другой', basedOn })).status).toBe(412);
    const { texts } = await orderOf(id);
    expect(texts.filter(({ changedSinceAgreed }) => changedSinceAgreed)).toMatchObject([
      { part: 'help-regulations', edited: true, text },
    ]);
    const none = await deputy.do('put', `transition/orders/${id}/texts/work-plan`, { text, basedOn: 2 });
    expect(none.status).toBe(404);
  });

  const wrong: [string, object, string, string][] = [
    ['tomorrow', { date: '2026-10-07' }, 'date', 'future'],
    ['before the draft', { date: '2026-10-05' }, 'date', 'before-draft'],
    ['in force before its day', { inForceFrom: '2026-10-05' }, 'inForceFrom', 'order'],
    ['without a number', { number: '  ' }, 'number', 'empty'],
  ];
  it.each(wrong)('is not issued %s', async (_, more, field, rule) => {
    const { status, body } = await issue(id, { inForceFrom: '2026-11-30', ...more });
    expect([status, body.errors]).toMatchObject([422, [{ field, rule }]]);
  });

  it('is issued by the head alone', async () => {
    const body = { number: '17-о', date: '2026-10-06', basedOn: 2 };
    expect((await deputy.do('post', `transition/orders/${id}/issue`, body)).status).toBe(403);
  });

  it('is issued, and says in PDF and DOCX what its fields say', async () => {
    const { status, body } = await issue(id, { inForceFrom: '2026-11-30' });
    expect([status, body.missing]).toEqual([201, undefined]);
    const { issued, fields } = await orderOf(id);
    expect(fields.find(({ field }) => field === 'controlDeputy')).toMatchObject({
      source: 'told',
      value: idOf('substitute'),
    });
    expect(issued!.appendices.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    const pages = await pagesOfPdf(await file(id, 'paper.pdf'));
    const text = pages.map((page) => page.text).join(' ');
    for (const words of [
      'Школа',
      'ПРИКАЗ',
      '6 октября 2026 г.',
      'N 17-о',
      'по УВР substitute',
      'Возложить на Коваленко',
      'согласно должностным обязанностям.',
      'Возложить на Берёзкина',
      'включив их в его должностные обязанности.',
      'к приказу от 06.10.2026 N 17-о',
      'Помощь оказывает Олег.',
      'Соколов',
    ]) {
      expect(squeezed(text)).toContain(squeezed(words));
    }
    const docx = squeezed(await textOfDocx(await file(id, 'paper.docx')));
    expect(docx).toContain(squeezed('Помощь оказывает Олег.'));
    expect(docx).toContain(squeezed('к приказу от 06.10.2026 N 17-о'));
  });

  it('stays as it was issued, whatever becomes of the plan, of names and of texts', async () => {
    const before = await orderOf(id);
    const preview = (await head.get(`transition/orders/${id}/preview`)).body as object;
    expect(shaOf(await file(id, 'paper.pdf'))).toBe(before.issued!.pdf.sha256);
    expect(shaOf(await file(id, 'paper.docx'))).toBe(before.issued!.docx.sha256);
    await send('POST', 'transition/plan/start', { body: { start: '2026-09-14', reason: 'отпуск' } });
    expect(shaOf(await file(id, 'paper.pdf'))).toBe(before.issued!.pdf.sha256);
    expect((await head.get(`transition/orders/${id}/preview`)).body).toEqual(preview);
    const { version: basedOn } = before;
    for (const [method, path, body] of [
      ['put', 'fields', { fields: [{ field: 'controlArea', value: 'АХЧ' }], basedOn }],
      ['put', 'texts/help-regulations', { text: 'другой', basedOn }],
      ['post', 'drop', { reason: 'ошибка' }],
      ['post', 'issue', { number: '18', date: '2026-10-06', basedOn }],
    ] as const) {
      const by = path === 'issue' ? head : deputy;
      const answer = await by.do(method, `transition/orders/${id}/${path}`, body);
      expect([path, answer.status, answer.body.type]).toEqual([path, 409, '/problems/already-issued']);
    }
    expect(await orderOf(id)).toEqual(before);
    then.push(await shownNow(id));
  });

  it('has one scan, a PDF', async () => {
    const path = `transition/orders/${id}/scan?name=${encodeURIComponent('Приказ.pdf')}`;
    const page = await deputy.upload('put', path, new TextEncoder().encode('<html></html>'));
    expect([page.status, page.body.errors]).toMatchObject([422, [{ field: 'file', rule: 'type' }]]);
    expect((await deputy.upload('put', path, pdf('скан'))).status).toBe(200);
    expect(shaOf(await file(id, 'scan'))).toBe(shaOf(pdf('скан')));
    expect((await deputy.upload('put', path, pdf('другой'))).body.type).toBe('/problems/already-issued');
  });

  it('is seen by the plan, whose task completes itself', async () => {
    await settle();
    const { tasks } = (await head.get('transition/plan')).body as { tasks: Record<string, unknown>[] };
    expect(tasks.find(({ taskId }) => taskId === 'first-order')).toMatchObject({
      status: 'done',
      completion: { seen: { kind: 'order', orderId: id, number: '17-о', on: '2026-10-06' } },
    });
  });

  it('answers a repeated issue its first receipt', async () => {
    const other = await draft('repealing', id);
    await fill(other, [
      { field: 'because', value: 'В связи с опиской' },
      { field: 'acquaintsStaff', value: idOf('substitute') },
    ]);
    const body = { number: '17-о', date: '2026-10-06', basedOn: 1 };
    const taken = await head.do('post', `transition/orders/${other}/issue`, body);
    expect([taken.status, taken.body.type]).toEqual([409, '/problems/number-taken']);
    const key = 'b3f2a3a0-0000-4000-8000-000000000001';
    const path = `transition/orders/${other}/issue`;
    const first = await head.do('post', path, { ...body, number: '18' }, key);
    const second = await head.do('post', path, { ...body, number: '18' }, key);
    expect([first.status, first.body.repeated]).toEqual([201, false]);
    expect([second.status, second.body.repeated]).toEqual([201, true]);
    expect(second.body.position).toBe(first.body.position);
  });

  it('was repealed by it, and the task is open again', async () => {
    expect(await orderOf(id)).toMatchObject({ state: 'repealed', inForce: false });
    const { body } = await deputy.do('post', 'transition/orders', { kind: 'amending', concerns: id });
    expect(body.type).toBe('/problems/already-repealed');
    await settle();
    const { tasks } = (await head.get('transition/plan')).body as { tasks: Record<string, unknown>[] };
    expect(tasks.find(({ taskId }) => taskId === 'first-order')).toMatchObject({ completion: null });
  });

  it('is answered as it was: what it lacked as a draft, what was in force before it was repealed', async () => {
    expect(then.map(({ order: { state } }) => state)).toEqual(['draft', 'issued']);
    for (const { order, position } of then) {
      expect((await head.get(`transition/orders/${id}?asOf=${position}`)).body).toEqual(order);
    }
    const early = await head.get(`transition/orders/${id}?asOf=${before}`);
    expect([early.status, early.body.type]).toEqual([404, '/problems/not-found']);
  });
});

describe('an amending order', () => {
  it('gives an appendix a new text, and nothing of the first order changes', async () => {
    const first = await draft('transition');
    await fill(first, [
      { field: 'controlArea', value: 'УВР' },
      { field: 'technician', value: idOf('technician') },
      { field: 'technicianDuty', value: 'by-duties' },
      { field: 'consultant', value: idOf('technician') },
      { field: 'consultantDuty', value: 'by-duties' },
    ]);
    expect((await issue(first, { number: '19' })).status).toBe(201);
    const hash = shaOf(await file(first, 'paper.pdf'));
    const id = await draft('amending', first);
    expect(codes((await orderOf(id)).lacks)).toEqual(['field-empty because', 'nothing-changed changes']);
    await fill(id, [{ field: 'because', value: 'В связи с кадровыми изменениями' }]);
    const text = '# Общие положения\nНовая редакция.';
    const path = `transition/orders/${id}/texts/journal-regulations`;
    expect((await deputy.do('put', path, { text, basedOn: 1 })).status).toBe(200);
    expect((await issue(id, { number: '20' })).status).toBe(201);
    const said = squeezed((await pagesOfPdf(await file(id, 'paper.pdf'))).map((page) => page.text).join(' '));
    expect(said).toContain(squeezed('О внесении изменений в приказ от 6 октября 2026 г. N 19'));
    expect(said).toContain(squeezed('в новой редакции (Приложение N 1)'));
    expect(said).toContain(squeezed('1.1. Новая редакция.'));
    expect(await orderOf(first)).toMatchObject({ state: 'amended', inForce: true });
    expect(shaOf(await file(first, 'paper.pdf'))).toBe(hash);
  });
});

describe('the order that ends paper', () => {
  it('lists the verdict, the parents and every empty field', async () => {
    const id = await draft('end-of-paper');
    expect(codes((await orderOf(id)).lacks)).toEqual([
      'field-empty paperEnds',
      'field-empty archiveBy',
      'field-empty backupKeeper',
      'field-empty extractsKeeper',
      'no-assessment assessment',
      'parents-not-asked',
    ]);
    await fill(id, [{ field: 'paperEnds', value: '2026-10-01' }]);
    expect(codes((await orderOf(id)).lacks)).toContain('paper-ends-too-early paperEnds');
    const { body } = await issue(id, { number: '21' });
    expect(body.type).toBe('/problems/not-ready');
    const missing = await fill(id, [{ field: 'assessment', value: idOf('nothing') }]);
    expect(missing.status).toBe(404);
  });
});

describe('certificates and the plan on paper', () => {
  it('the plan says every task', async () => {
    const pages = await pagesOfPdf(await bytesOf(head.get('transition/plan.pdf')));
    const said = squeezed(pages.map((page) => page.text).join(' '));
    const { tasks } = (await head.get('transition/plan')).body as { tasks: { title: string }[] };
    for (const { title } of tasks) expect(said).toContain(squeezed(title));
    expect(pages.every(({ width, height }) => width > height)).toBe(true);
  });
});
