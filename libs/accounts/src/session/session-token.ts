import { createHash, randomBytes } from 'node:crypto';

/** A new session token: 32 random bytes. It is told once and kept nowhere. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What the vault knows a token by. */
export const tokenHashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
