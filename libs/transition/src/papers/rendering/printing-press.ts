import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Worker } from 'node:worker_threads';
import { contentHash } from '../../files/content-hash.ts';
import type { FileContent, FileType, StoredFile } from '../../files/stored-file.ts';
import type { Paper } from '../paper.ts';
import type { PaperCall, PaperReply } from './paper-call.ts';

interface Waiting {
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/** Makes papers into files in a thread of its own, begun with the first one: the event loop never waits for a layout. */
@Injectable()
export class PrintingPress implements OnApplicationShutdown {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #lastId = 0;

  /** The file of a paper: the same paper gives the same bytes. */
  make(paper: Paper, form: FileType): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const worker = this.#running();
      const id = ++this.#lastId;
      if (this.#waiting.size === 0) worker.ref();
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage({ id, paper, form } satisfies PaperCall);
    });
  }

  /** The same with what files are named by. @param name without the end of its type; signs of a path become dashes */
  async print(paper: Paper, type: FileType, name: string): Promise<FileContent> {
    const content = await this.make(paper, type);
    const file: StoredFile = {
      sha256: await contentHash(content),
      size: content.length,
      type,
      name: `${name.replaceAll(/[^\p{L}\p{N}. -]/gu, '-')}.${type}`,
    };
    return { file, content };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#worker?.terminate();
  }

  #running(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(workerFile(), { execArgv: [], name: 'papers' });
    worker.unref();
    worker.on('message', (reply: PaperReply) => this.#settle(worker, reply));
    worker.on('error', (error) => this.#stop(error));
    worker.on('exit', () => this.#stop(new Error('The thread that makes papers has ended')));
    this.#worker = worker;
    return worker;
  }

  #settle(worker: Worker, reply: PaperReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (this.#waiting.size === 0) worker.unref();
    if ('failed' in reply) waiting?.reject(new Error(`The paper could not be made: ${reply.failed}`));
    else waiting?.resolve(reply.bytes);
  }

  /** The next paper begins a new thread. */
  #stop(error: Error): void {
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/** The compiled worker: beside this file in dist; from the sources, where a build has put it. */
const workerFile = (): URL =>
  import.meta.url.endsWith('.ts')
    ? new URL('../../../../../dist/libs/transition/src/papers/rendering/paper.worker.js', import.meta.url)
    : new URL('./paper.worker.js', import.meta.url);
