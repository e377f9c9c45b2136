import type { PersonName } from '#platform';
import type { Plan } from '../plan/plan.ts';
import { tasksFrom } from '../plan/stages.ts';
import type { Dossier } from '../orders/dossier.ts';
import type { Order } from '../orders/order.ts';
import type { OrderKind } from '../orders/order.events.ts';
import { newestEdition, templateOf } from '../orders/orders-catalogue.ts';

const named = (personId: string, full: string): [string, PersonName] => {
  const [familyName, givenName, patronymic] = full.split(' ') as [string, string, string];
  return [personId, { personId, kind: 'staff', familyName, givenName, patronymic, erased: false }];
};

/** The staff of a made-up school. */
export const sampleStaff: ReadonlyMap<string, PersonName> = new Map([
  named('head', 'Соколов Пётр Ильич'),
  named('deputy', 'Иванова Мария Павловна'),
  named('second-deputy', 'Горький Андрей Львович'),
  named('technician', 'Коваленко Олег Юрьевич'),
  named('consultant', 'Берёзкина Анна Сергеевна'),
]);

/** The fields of the first order, as a deputy head fills them. */
export const filledFields: Order['fields'] = {
  controlArea: 'УВР',
  controlDeputy: 'deputy',
  contentDeputies: ['deputy', 'second-deputy'],
  technician: 'technician',
  technicianDuty: 'by-duties',
  consultant: 'consultant',
  consultantDuty: 'added',
};

/** A draft to which nothing has happened. */
export const sampleOrder = (kind: OrderKind, more: Partial<Order> = {}): Order => ({
  orderId: `order-${kind}`,
  kind,
  edition: newestEdition,
  concerns: null,
  draftedAt: '2026-08-25T09:00:00.000Z',
  version: 0,
  fields: {},
  texts: {},
  textsChangedAt: {},
  dropped: null,
  issue: null,
  amendments: [],
  repeal: null,
  ...more,
});

/** The default plan from 1 September 2026 on, with some who are responsible. */
export const samplePlan: Plan = {
  start: '2026-09-01',
  edition: 1,
  tasks: tasksFrom('2026-09-01').map((task, index) => ({
    ...task,
    responsible: index % 3 === 0 ? 'deputy' : index % 3 === 1 ? 'technician' : null,
    completion: null,
    changes: [],
  })),
};

/** Everything that an order follows from in a school where nothing is missing but what a person must say. */
export function sampleDossier(kind: OrderKind, more: Partial<Dossier> = {}): Dossier {
  const template = templateOf(kind, newestEdition);
  return {
    order: sampleOrder(kind),
    template,
    school:
      'Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа N 5» городского округа Зареченск Московской области',
    today: '2026-09-01',
    draftedOn: '2026-08-25',
    names: sampleStaff,
    head: 'head',
    deputies: [],
    plan: samplePlan,
    acts: new Map(
      template.appendices.map(({ id }) => [id, { actId: `act-${id}`, agreed: true, textAt: null }]),
    ),
    consent: {
      staff: [
        {
          personId: 'consultant',
          notices: [
            { noticeId: 'n', duties: 'Консультирование', givenOn: '2026-06-20', dutiesFrom: '2026-09-01' },
          ],
          agreements: [],
        },
      ],
      sheets: [],
      parents: [],
      paper: [],
    },
    concerned: null,
    readyAssessments: [],
    assessment: null,
    weeksAssessed: 4,
    ...more,
  };
}

const file = { sha256: '0'.repeat(64), size: 1, type: 'pdf', name: 'Приказ.pdf' } as const;

/** The first order as it was issued on 1 September 2026. */
export const issuedOrder: Order = sampleOrder('transition', {
  fields: filledFields,
  issue: {
    concerns: null,
    number: '17-о',
    date: '2026-09-01',
    inForceFrom: '2026-09-01',
    paperSha256: '0'.repeat(64),
    appendices: [],
    pdf: file,
    docx: { ...file, type: 'docx', name: 'Приказ.docx' },
    scan: null,
    assessmentId: null,
    paperEnds: null,
  },
});
