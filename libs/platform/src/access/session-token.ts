import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The cookie that a browser's session lives in. */
export const SESSION_COOKIE = 'zhurnal_session';

/** The session token of a request: `Authorization: Bearer` for scripts, else the cookie. null: none. */
export function sessionTokenOf(request: FastifyRequest): string | null {
  const { authorization } = request.headers;
  const bearer = /^Bearer ([A-Za-z0-9_-]{1,200})$/i.exec(authorization ?? '');
  if (bearer) return bearer[1]!;
  return request.cookies?.[SESSION_COOKIE] || null;
}

/**
 * Gives a browser its session.
 * @param expiresAt ms since the epoch; null: when the browser closes
 */
export function setSessionCookie(reply: FastifyReply, token: string, expiresAt: number | null): void {
  reply.setCookie(SESSION_COOKIE, token, {
    ...attributesFor(reply.request),
    ...(expiresAt === null ? {} : { expires: new Date(expiresAt) }),
  });
}

/** Takes a browser's session away. */
export function clearSessionCookie(reply: FastifyReply): void {
  reply.clearCookie(SESSION_COOKIE, attributesFor(reply.request));
}

/** No script reads it, no other site sends it; over plain HTTP it exists on this machine alone. */
const attributesFor = (request: FastifyRequest): CookieSerializeOptions => ({
  path: '/',
  httpOnly: true,
  sameSite: 'strict',
  secure: !isLoopback(request.hostname),
});

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
