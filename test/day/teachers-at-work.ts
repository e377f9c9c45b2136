import { newId } from '#kernel';

/** What a command was answered. */
export interface Receipt {
  readonly commandId: string;
  readonly position: string;
  readonly recordedAt: string;
  readonly eventIds: readonly string[];
  readonly repeated: boolean;
}

/** A command as it was sent, and what was answered; null: nothing yet. */
export interface Sent {
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly body: object;
  receipt: Receipt | null;
}

/** Sends a command. @returns null when the connection broke before an answer @throws Error when it is not taken */
export async function send(url: string, token: string, sent: Sent): Promise<Receipt | null> {
  const { key, method, path, body } = sent;
  let answer: { readonly status: number; readonly text: string };
  try {
    const response = await fetch(new URL(`/api/v1/${path}`, url), {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'idempotency-key': key,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    answer = { status: response.status, text: await response.text() };
  } catch {
    return null;
  }
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return JSON.parse(answer.text) as Receipt;
}

/**
 * Somebody who writes on one lesson, one command after another: a topic, or topic, homework and comment in one
 * step, each over what the last one left. A command without an answer is sent again first when there is a server
 * again, as a client does.
 */
export class TeacherAtWork {
  readonly commands: Sent[] = [];
  #topic: string | null = null;
  #homework: string | null = null;
  #comment: string | null = null;

  constructor(
    readonly name: string,
    readonly lessonId: string,
  ) {}

  /** The command that has no answer, if there is one. */
  get unanswered(): Sent | null {
    const last = this.commands.at(-1);
    return last !== undefined && last.receipt === null ? last : null;
  }

  /** Works until the server goes away or the signal ends it after an answer. */
  async work(url: string, token: string, signal: AbortSignal, onAnswer: () => void): Promise<void> {
    while (!signal.aborted) {
      const command = this.unanswered ?? this.#next();
      const receipt = await send(url, token, command);
      if (receipt === null) return;
      this.#answered(command, receipt);
      onAnswer();
    }
  }

  /** Gets the answer that is missing. */
  async settle(url: string, token: string): Promise<void> {
    const command = this.unanswered;
    if (command === null) return;
    const receipt = await send(url, token, command);
    if (receipt === null) throw new Error(`No answer to ${command.key}`);
    this.#answered(command, receipt);
  }

  #next(): Sent {
    const n = this.commands.length;
    const key = newId();
    const path = `lessons/${this.lessonId}`;
    const topic = { topic: `${this.name}: ${n}`, basedOn: this.#topic };
    const command: Sent =
      n % 2 === 0
        ? { key, method: 'PUT', path: `${path}/topic`, body: topic, receipt: null }
        : {
            key,
            method: 'POST',
            path: `${path}/entries`,
            body: {
              actions: [
                { kind: 'set-topic', ...topic },
                { kind: 'set-homework', text: `№ ${n}`, basedOn: this.#homework },
                { kind: 'set-comment', text: `Заметка ${n}`, basedOn: this.#comment },
              ],
            },
            receipt: null,
          };
    this.commands.push(command);
    return command;
  }

  #answered(command: Sent, receipt: Receipt): void {
    command.receipt = receipt;
    const [topic, homework, comment] = receipt.eventIds;
    this.#topic = topic ?? this.#topic;
    this.#homework = homework ?? this.#homework;
    this.#comment = comment ?? this.#comment;
  }
}
