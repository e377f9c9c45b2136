import { BroadcastChannel, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { AppendBatch } from './append-batch.ts';
import { LogWriter } from './log-writer.ts';
import { newsOf } from './sqlite-log-reader.ts';
import type { FromWriter, ToWriter } from './writer-messages.ts';

/*
 * The writer's thread: an fsync must not stall the thread that serves HTTP. Everything that arrived while the
 * last transaction was being made durable goes into the next one.
 */
const owner = parentPort!;
const say = (message: FromWriter): void => owner.postMessage(message);
const { file } = workerData as { file: string };
/** Other threads that read the log hear here how far it has come. */
const news = new BroadcastChannel(newsOf(file));

let writer: LogWriter;
try {
  writer = new LogWriter(file);
  say({ kind: 'open' });
  owner.on('message', work);
} catch (error) {
  news.close();
  say({ kind: 'not-opened', reason: (error as Error).message });
}

function work(first: ToWriter): void {
  const batches: AppendBatch[] = [];
  let message: ToWriter | undefined = first;
  while (message !== undefined && message !== 'close') {
    batches.push(message);
    message = (receiveMessageOnPort(owner) as { message: ToWriter } | undefined)?.message;
  }
  if (batches.length > 0) {
    try {
      say({ kind: 'answers', answers: writer.commit(batches) });
      news.postMessage(writer.position);
    } catch (error) {
      // Never tried again: after a failed fsync nobody knows what the disk holds (and a second fsync may lie).
      say({ kind: 'failed', batches: batches.length, reason: (error as Error).message });
      owner.off('message', work);
      news.close();
      return;
    }
  }
  if (message === 'close') {
    writer.close();
    news.close();
    owner.close();
  }
}
