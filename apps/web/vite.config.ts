import { defineConfig, type Plugin } from 'vite';

/** Where the API is while the client is worked on. */
const SERVER = 'http://localhost:3000';

/**
 * The thin client's build. The server serves what it writes; `npm run dev:web` serves the sources beside a server on
 * port 3000.
 */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // Everything comes from files of this host: nothing is inlined that a strict content policy would refuse.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Components say for whom they are; here all of them are for browsers.
      onwarn: (warning, warn) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
      input: {
        main: `${import.meta.dirname}/index.html`,
        'service-worker': `${import.meta.dirname}/src/service-worker/service-worker.ts`,
      },
      output: {
        // A service worker rules over what lies beside and below it, under a name that never changes.
        entryFileNames: ({ name }) => (name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  plugins: [listOfFiles()],
  server: { proxy: { '/api': SERVER } },
  preview: { proxy: { '/api': SERVER } },
});

/** Writes the names of all files of the build, which the service worker keeps for days without a network. */
function listOfFiles(): Plugin {
  return {
    name: 'list-of-files',
    // After Vite has taken out the chunks that hold nothing but styles.
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const files = Object.keys(bundle)
          .filter((name) => name.startsWith('assets/'))
          .map((name) => `/${name}`)
          .sort();
        this.emitFile({ type: 'asset', fileName: 'files.json', source: JSON.stringify(files) });
      },
    },
  };
}
