import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serving } from './serving.ts';

/* A program that serves the bytes of a file as JSON, whatever it is asked: node:http and nothing else. */
const bytes = readFileSync(process.argv[2]!);
const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length };
const server = createServer((_, response) => {
  response.writeHead(200, headers);
  response.end(bytes);
});
server.listen(0, '127.0.0.1', () => serving((server.address() as AddressInfo).port, null));
