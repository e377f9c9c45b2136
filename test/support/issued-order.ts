import type { LocalDate } from '#kernel';
import type { OrderKind } from '#transition/events';
import { orderStream } from '#transition/events';
import { idOf, type JournalApp, SCHOOL } from './journal-app.ts';

const FILE = { sha256: '0'.repeat(64), size: 1, name: 'Приказ' } as const;

/**
 * Puts an order into the log as it was issued: without its draft's fields, and without its papers.
 * @returns its id
 */
export async function issuedOrder(
  test: JournalApp,
  kind: OrderKind,
  more: {
    readonly number: string;
    readonly date: LocalDate;
    readonly concerns?: string;
    readonly paperEnds?: LocalDate;
  },
): Promise<string> {
  const { number, date, concerns = null, paperEnds = null } = more;
  const orderId = idOf(`order ${number}`);
  await test.record(
    orderStream(SCHOOL, orderId),
    { type: 'OrderDrafted', data: { orderId, kind, edition: 1, concerns } },
    {
      type: 'OrderIssued',
      data: {
        orderId,
        kind,
        concerns,
        number,
        date,
        inForceFrom: date,
        paperSha256: FILE.sha256,
        appendices: [],
        pdf: { ...FILE, type: 'pdf' },
        docx: { ...FILE, type: 'docx' },
        scan: null,
        assessmentId: null,
        paperEnds,
      },
    },
  );
  return orderId;
}
