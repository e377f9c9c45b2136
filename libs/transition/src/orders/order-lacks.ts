import { addDays, type LocalDate } from '#kernel';
import { earliestDuties } from '../consent/consent.ts';
import { parentsOn } from '../verdict/parents-opinion.ts';
import type { Dossier } from './dossier.ts';
import { fieldsStanding, type FieldStanding, peopleIn } from './field-standing.ts';
import { isInForce } from './order.ts';

/** What keeps an order from being issued. */
export const orderLackCodes = [
  'field-empty',
  'person-not-staff',
  'no-head',
  'no-plan',
  'appendix-not-agreed',
  'notice-missing',
  'duty-too-early',
  'first-order-not-in-force',
  'concerned-not-in-force',
  'nothing-changed',
  'paper-ends-too-early',
  'no-assessment',
  'assessment-not-ready',
  'assessment-too-old',
  'no-act-of-readiness',
  'parents-not-asked',
  'parents-against',
] as const;
export type OrderLackCode = (typeof orderLackCodes)[number];

/** One thing that is missing, where it is missing, and what to open to mend it. */
export interface OrderLack {
  readonly code: OrderLackCode;
  readonly field?: string;
  /** Of the order, by its number. */
  readonly point?: string;
  /** An appendix, by its id. */
  readonly part?: string;
  readonly personId?: string;
  /** The first day on which it would be possible. */
  readonly earliest?: LocalDate;
  /** Below `/api/v1`. */
  readonly open: string;
}

/** Everything that is missing for an order to be issued, in the order of its text. @param from when it would be in force */
export function orderLacks(dossier: Dossier, from: LocalDate): OrderLack[] {
  const fields = fieldsStanding(dossier.order, dossier.template, dossier);
  return [
    ...fields.flatMap((one) => fieldLacks(one, dossier)),
    ...(dossier.head === null ? [{ code: 'no-head', open: 'accounts' } as const] : []),
    ...appendixLacks(dossier),
    ...dutyLacks(fields, dossier, from),
    ...concernedLacks(dossier, from),
    ...(dossier.order.kind === 'end-of-paper' ? paperLacks(fields, dossier, from) : []),
  ];
}

const self = ({ order }: Dossier): string => `transition/orders/${order.orderId}`;

const placeOf = ({ field }: FieldStanding): Pick<OrderLack, 'field' | 'point'> => ({
  field: field.id,
  ...(field.point === null ? {} : { point: field.point }),
});

function fieldLacks(standing: FieldStanding, dossier: Dossier): OrderLack[] {
  const { field, value } = standing;
  const isEmpty = value === null || value.length === 0;
  // Of an assessment that is missing the second order says so itself.
  if (isEmpty && field.kind !== 'assessment' && field.optional !== true) {
    return [{ code: 'field-empty', ...placeOf(standing), open: self(dossier) }];
  }
  return peopleIn(standing)
    .filter((personId) => {
      const name = dossier.names.get(personId);
      return name === undefined || name.erased || name.kind !== 'staff';
    })
    .map((personId) => ({ code: 'person-not-staff', ...placeOf(standing), personId, open: self(dossier) }));
}

const appendixLacks = ({ template, acts, plan }: Dossier): OrderLack[] => [
  ...(plan === null && template.appendices.some(({ made }) => made !== 'text')
    ? [{ code: 'no-plan', part: 'work-plan', open: 'transition/plan' } as const]
    : []),
  ...template.appendices.flatMap(({ id }): OrderLack[] => {
    const { actId, agreed } = acts.get(id)!;
    return agreed ? [] : [{ code: 'appendix-not-agreed', part: id, open: `transition/acts?actId=${actId}` }];
  }),
];

/** Labour Code, article 74: a new duty is in force two months after its notice at the earliest. */
const dutyLacks = (fields: readonly FieldStanding[], { consent }: Dossier, from: LocalDate): OrderLack[] =>
  fields
    .filter(({ field, value }) => field.kind === 'duty' && value === 'added')
    .flatMap((standing): OrderLack[] => {
      const person = fields.find(({ field }) => field.id === standing.field.of);
      if (typeof person?.value !== 'string') return [];
      const personId = person.value;
      const staff = consent.staff.find((one) => one.personId === personId);
      const earliest = staff === undefined ? null : earliestDuties(staff);
      const at = { ...placeOf(standing), personId, open: 'transition/consent' };
      if (earliest === null) return [{ code: 'notice-missing', ...at }];
      return from < earliest ? [{ code: 'duty-too-early', ...at, earliest }] : [];
    });

function concernedLacks({ order, concerned, template }: Dossier, from: LocalDate): OrderLack[] {
  const open = 'transition/orders';
  const stands = concerned !== null && isInForce(concerned, from);
  if (order.kind === 'transition') return [];
  if (order.kind === 'end-of-paper') return stands ? [] : [{ code: 'first-order-not-in-force', open }];
  const isOver = concerned === null || concerned.issue === null || concerned.repeal !== null;
  const changes = order.fields['changes'];
  const isIdle =
    order.kind === 'amending' &&
    Object.keys(order.texts).length === 0 &&
    (changes === undefined || changes.length === 0);
  return [
    ...(isOver ? [{ code: 'concerned-not-in-force', open } as const] : []),
    ...(isIdle && template.fields.some(({ id }) => id === 'changes')
      ? [{ code: 'nothing-changed', field: 'changes', open: `transition/orders/${order.orderId}` } as const]
      : []),
  ];
}

/** The second order stands on the verdict, its act, and the parents' opinion. */
function paperLacks(fields: readonly FieldStanding[], dossier: Dossier, from: LocalDate): OrderLack[] {
  const { assessment, consent, weeksAssessed } = dossier;
  const parents = parentsOn(consent, from);
  const ends = fields.find(({ field }) => field.id === 'paperEnds')?.value;
  return [
    ...(typeof ends === 'string' && ends < from
      ? [
          {
            code: 'paper-ends-too-early',
            field: 'paperEnds',
            point: '1',
            earliest: from,
            open: self(dossier),
          } as const,
        ]
      : []),
    ...assessmentLacks(assessment, dossier.today, weeksAssessed),
    ...(parents.opinionId === null
      ? [{ code: 'parents-not-asked', open: 'transition/consent' } as const]
      : parents.met
        ? []
        : [{ code: 'parents-against', open: 'transition/consent' } as const]),
  ];
}

function assessmentLacks(
  assessment: Dossier['assessment'],
  today: LocalDate,
  weeksAssessed: number,
): OrderLack[] {
  if (assessment === null)
    return [{ code: 'no-assessment', field: 'assessment', open: 'transition/assessments' }];
  const { verdict, act, assessmentId } = assessment;
  const at = { field: 'assessment', open: `transition/assessments/${assessmentId}` };
  if (!verdict.ready) return [{ code: 'assessment-not-ready', ...at }];
  return [
    ...(addDays(verdict.on, 7 * weeksAssessed) < today
      ? [{ code: 'assessment-too-old', ...at } as const]
      : []),
    ...(act === null ? [{ code: 'no-act-of-readiness', ...at } as const] : []),
  ];
}
