import { parentPort } from 'node:worker_threads';
import { docxOf } from './docx.ts';
import type { PaperCall, PaperReply } from './paper-call.ts';
import { pdfOf } from './pdf.ts';

/** Makes papers one after another, away from the thread that answers requests. */
let last = Promise.resolve();
parentPort!.on('message', (call: PaperCall) => {
  last = last.then(() => answer(call));
});

async function answer({ id, paper, form }: PaperCall): Promise<void> {
  try {
    const bytes = Uint8Array.from(await (form === 'pdf' ? pdfOf(paper) : docxOf(paper)));
    parentPort!.postMessage({ id, bytes } satisfies PaperReply, [bytes.buffer]);
  } catch (error) {
    parentPort!.postMessage({ id, failed: String(error) } satisfies PaperReply);
  }
}
