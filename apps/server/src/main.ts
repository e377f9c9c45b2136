import { Config, ConfigError } from '#platform';
import { systemClock } from '#kernel';
import { startServer } from './server.ts';

/** The server's process. Its role and stores come from the environment (see Config). */
try {
  const server = await startServer({ config: new Config(process.env), clock: systemClock });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void server.close().then(() => process.exit(0));
    });
  }
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String(error)}\n`);
  process.exit(1);
}
