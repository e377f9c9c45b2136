import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '#kernel';
import { Config } from '#platform';
import { startServer } from '../server.ts';
import { describeApi } from './describe.ts';
import { pluginMetadata } from './plugin-metadata.ts';

/**
 * Writes docs/openapi.json; with `--check` compares instead and fails when it differs. Needs a fresh build and
 * the development dependencies.
 */
const root = process.cwd();
const file = path.join(root, 'docs', 'openapi.json');
const folder = mkdtempSync(path.join(tmpdir(), 'zhurnal-openapi-'));
const config = new Config({
  PORT: '0',
  ZHURNAL_DATA: path.join(folder, 'data'),
  ZHURNAL_LOG_LEVEL: 'silent',
});
const server = await startServer({ config, clock: systemClock, thinClient: false });
try {
  const document = await describeApi(server.app, await pluginMetadata(root));
  const text = `${JSON.stringify(document, null, 2)}\n`;
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
    process.stdout.write(`${path.relative(root, file)}: ${Object.keys(document.paths).length} paths\n`);
  } else if (readFileSync(file, 'utf8') !== text) {
    process.stderr.write(
      'docs/openapi.json differs from the code: run `npm run openapi` and look at the change.\n',
    );
    process.exitCode = 1;
  }
} finally {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}
