import { deserialize, type Document, serialize } from 'bson';

/**
 * MongoDB's wire protocol, as much as drivers use today.
 * Manual: "MongoDB Wire Protocol" (reference/mongodb-wire-protocol): Standard Message Header, OP_MSG, and the
 * legacy OP_QUERY, which servers since 5.1 accept for `hello` and `isMaster` only.
 */

const HEADER_BYTES = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;

/** OP_MSG flag bits: the sender expects no answer when moreToCome is set. */
const CHECKSUM_PRESENT = 1 << 0;
const MORE_TO_COME = 1 << 1;
/** The client takes several answers to this one command, each but the last with moreToCome. */
const EXHAUST_ALLOWED = 1 << 16;
/** "Bits 0 to 15 are required: parsers MUST error if an unknown bit is set." */
const UNKNOWN_REQUIRED_BITS = 0xffff & ~(CHECKSUM_PRESENT | MORE_TO_COME);

/** Manual, reference/command/hello: maxMessageSizeBytes, default 48000000. */
export const MAX_MESSAGE_BYTES = 48_000_000;
/** Manual, reference/limits, "BSON Document Size": 16 mebibytes. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

/** The bytes are no message of this protocol: the connection is closed, as a real server does. */
class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/** One command as it came in. */
export interface IncomingCommand {
  readonly requestId: number;
  /** The database it runs on: `$db` of OP_MSG, the namespace of OP_QUERY. */
  readonly db: string;
  /** Document sequences (OP_MSG sections of kind 1) are already folded into their fields. */
  readonly body: Document;
  /** Legacy OP_QUERY wants OP_REPLY. */
  readonly legacy: boolean;
  /** False when the client asked for no answer (unacknowledged writes). */
  readonly answer: boolean;
  /** Whether more answers may follow the first without being asked for. */
  readonly exhaust: boolean;
}

/**
 * Splits a byte stream into commands. Keeps the incomplete rest for the next chunk.
 * @throws ProtocolError
 */
export class MessageReader {
  private rest: Buffer = Buffer.alloc(0);

  *read(chunk: Buffer): Generator<IncomingCommand> {
    this.rest = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    while (this.rest.length >= HEADER_BYTES) {
      const length = this.rest.readInt32LE(0);
      if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES)
        throw new ProtocolError(`A message of ${length} bytes: at most ${MAX_MESSAGE_BYTES} are allowed`);
      if (this.rest.length < length) return;
      const message = this.rest.subarray(0, length);
      this.rest = this.rest.subarray(length);
      yield parse(message);
    }
  }
}

function parse(message: Buffer): IncomingCommand {
  const requestId = message.readInt32LE(4);
  const opCode = message.readInt32LE(12);
  if (opCode === OP_MSG) return parseMsg(requestId, message);
  if (opCode === OP_QUERY) return parseQuery(requestId, message);
  throw new ProtocolError(`Opcode ${opCode} is not spoken here: OP_MSG and, for hello, OP_QUERY are`);
}

function parseMsg(requestId: number, message: Buffer): IncomingCommand {
  const flags = message.readUInt32LE(HEADER_BYTES);
  if ((flags & UNKNOWN_REQUIRED_BITS) !== 0)
    throw new ProtocolError(`Unknown required OP_MSG flags ${flags}`);
  if ((flags & CHECKSUM_PRESENT) !== 0) throw new ProtocolError('OP_MSG checksums are not spoken here');
  let at = HEADER_BYTES + 4;
  let body: Document | undefined;
  const sequences: Record<string, Document[]> = {};
  while (at < message.length) {
    const kind = message.readUInt8(at++);
    const size = message.readInt32LE(at);
    const end = at + size;
    if (end > message.length) throw new ProtocolError('An OP_MSG section is longer than its message');
    if (kind === 0) {
      if (body) throw new ProtocolError('OP_MSG has two body sections');
      body = decode(message.subarray(at, end));
    } else if (kind === 1) {
      const nameEnd = message.indexOf(0, at + 4);
      const documents = (sequences[message.toString('utf8', at + 4, nameEnd)] ??= []);
      for (let next = nameEnd + 1; next < end; next += message.readInt32LE(next))
        documents.push(decode(message.subarray(next, next + message.readInt32LE(next))));
    } else throw new ProtocolError(`OP_MSG section kind ${kind} is internal or unknown`);
    at = end;
  }
  if (!body) throw new ProtocolError('OP_MSG without a body section');
  const { $db: db, ...command } = body;
  if (typeof db !== 'string') throw new ProtocolError('OP_MSG requests require a $db argument');
  return {
    requestId,
    db,
    body: { ...command, ...sequences },
    legacy: false,
    answer: (flags & MORE_TO_COME) === 0,
    exhaust: (flags & EXHAUST_ALLOWED) !== 0,
  };
}

function parseQuery(requestId: number, message: Buffer): IncomingCommand {
  const nameStart = HEADER_BYTES + 4;
  const nameEnd = message.indexOf(0, nameStart);
  const namespace = message.toString('utf8', nameStart, nameEnd);
  if (!namespace.endsWith('.$cmd')) throw new ProtocolError(`OP_QUERY on ${namespace}: only for hello`);
  const body = decode(message.subarray(nameEnd + 1 + 8));
  return {
    requestId,
    db: namespace.slice(0, -'.$cmd'.length),
    body,
    legacy: true,
    answer: true,
    exhaust: false,
  };
}

const decode = (bytes: Buffer): Document => deserialize(bytes, { promoteBuffers: false });

let lastRequestId = 0;

/**
 * The bytes of an answer: OP_MSG with one body section, or OP_REPLY to a legacy OP_QUERY.
 * @param after the request id of the answer before, when this one follows it unasked
 */
export function encodeReply(
  to: IncomingCommand,
  reply: Document,
  { moreToCome = false, after = to.requestId }: { moreToCome?: boolean; after?: number } = {},
): Buffer {
  const body = serialize(reply, { ignoreUndefined: true });
  const prefix = to.legacy ? 20 : 5;
  const message = Buffer.alloc(HEADER_BYTES + prefix + body.length);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(++lastRequestId, 4);
  message.writeInt32LE(after, 8);
  message.writeInt32LE(to.legacy ? OP_REPLY : OP_MSG, 12);
  // OP_REPLY: flags AwaitCapable (bit 3), cursor 0 (8 bytes), starting from 0, one document.
  // OP_MSG: its flags, then a section of kind 0. All else is zero.
  if (to.legacy) {
    message.writeInt32LE(8, HEADER_BYTES);
    message.writeInt32LE(1, HEADER_BYTES + 16);
  } else message.writeUInt32LE(moreToCome ? MORE_TO_COME : 0, HEADER_BYTES);
  message.set(body, HEADER_BYTES + prefix);
  return message;
}
