import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

/** Which methods stand at which addresses, to tell a wrong method (405) from a wrong address (404). */
@Injectable()
export class RouteTable {
  readonly #routes = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>();

  /** Notes every route that the server gets from now on. */
  watch(server: FastifyInstance): void {
    server.addHook('onRoute', ({ url, method }) => {
      const known = this.#routes.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
      for (const each of [method].flat()) known.methods.add(each);
      this.#routes.set(url, known);
    });
  }

  /** The methods that some route takes at this address (query ignored), in alphabetical order. */
  methodsAt(url: string): string[] {
    const path = url.split('?', 1)[0]!;
    const found = new Set<string>();
    for (const { pattern, methods } of this.#routes.values()) {
      if (pattern.test(path)) for (const method of methods) found.add(method);
    }
    return [...found].sort();
  }
}

/** `/lessons/:lessonId/topic` as a regular expression over whole paths. A bare wildcard is no address. */
function patternOf(url: string): RegExp {
  if (url === '*' || url === '/*') return /^(?!)/;
  const source = url
    .split('/')
    .map((part) =>
      part.startsWith(':') ? '[^/]+' : part === '*' ? '.*' : part.replaceAll(/[^\w-]/g, '\\$&'),
    )
    .join('/');
  return new RegExp(`^${source}$`);
}
