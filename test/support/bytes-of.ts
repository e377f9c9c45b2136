import type request from 'supertest';

/** The content that an answer carries. @throws Error when it is not 200 */
export async function bytesOf(asked: request.Test): Promise<Uint8Array> {
  const { status, body } = await asked.buffer(true).parse((answer, done) => {
    const parts: Buffer[] = [];
    answer.on('data', (part: string | Buffer) => parts.push(Buffer.from(part as string, 'latin1')));
    answer.on('end', () => done(null, Buffer.concat(parts)));
  });
  if (status !== 200) throw new Error(`${asked.url}: ${status} ${String(body)}`);
  return new Uint8Array(body as Buffer);
}
