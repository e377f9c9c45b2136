import { createHash } from 'node:crypto';
import type { CommandContext } from '#kernel';

/** The context of a command that brought a file: the same key with another content is another command. */
export const withContent = (context: CommandContext, sha256: string): CommandContext => ({
  ...context,
  fingerprint: createHash('sha256').update(`${context.fingerprint}\n${sha256}`).digest('hex'),
});
