import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ReadonlyVisitor } from '@nestjs/swagger/plugin';

type Described = [module: Promise<Record<string, unknown>>, classes: Record<string, unknown>];
type PluginMetadata = () => Promise<Record<string, Record<string, Described[]>>>;
type Program = Parameters<ReadonlyVisitor['visit']>[0];
type SourceFile = Parameters<ReadonlyVisitor['visit']>[1];

/** Where bodies, answers and routes stand. */
const described =
  /\/libs\/((school|journal|accounts|readiness|audit|transition)\/src|platform\/src\/(http|health|changes|metrics))\//;

/**
 * Visits every file of libs/ twice, as models and as controllers: our use cases hold both, the plugin's own
 * visitor takes a file as one of them.
 */
class TwiceVisitor {
  readonly key = '@nestjs/swagger';
  readonly #models: ReadonlyVisitor;
  readonly #controllers: ReadonlyVisitor;

  constructor(root: string) {
    const options = {
      introspectComments: true,
      classValidatorShim: true,
      esmCompatible: true,
      pathToSource: root,
    };
    const nothing = ['(none)'];
    const libs = [`${root}/libs/`];
    this.#models = new ReadonlyVisitor({
      ...options,
      dtoFileNameSuffix: libs,
      controllerFileNameSuffix: nothing,
    });
    this.#controllers = new ReadonlyVisitor({
      ...options,
      dtoFileNameSuffix: nothing,
      controllerFileNameSuffix: libs,
    });
  }

  get typeImports(): Record<string, string> {
    return { ...this.#models.typeImports, ...this.#controllers.typeImports };
  }

  visit(program: Program, file: SourceFile): void {
    if (!described.test(file.fileName) || /\.spec\.ts$/.test(file.fileName)) return;
    this.#models.visit(program, file);
    this.#controllers.visit(program, file);
  }

  collect(): Record<string, unknown> {
    return {
      models: this.#models.collect()['models'],
      controllers: this.#controllers.collect()['controllers'],
    };
  }
}

/**
 * What the types and docstrings of the sources say about bodies and answers, for `SwaggerModule`. Needs the
 * development dependencies and a fresh build: writes `openapi-metadata.js` into `dist` and loads it.
 * @param root the repository's folder
 */
export async function pluginMetadata(root: string): Promise<PluginMetadata> {
  const require = createRequire(import.meta.url);
  const cli = path.dirname(require.resolve('@nestjs/cli/package.json'));
  const generatorModule = path.join(cli, 'lib/compiler/plugins/plugin-metadata-generator.js');
  const { PluginMetadataGenerator } = (await import(pathToFileURL(generatorModule).href)) as {
    PluginMetadataGenerator: new () => { generate(options: object): void };
  };
  const program = ReadonlyVisitor.createTsProgram(path.join(root, 'tsconfig.build.json'));
  const outputDir = path.join(root, 'dist');
  const filename = 'openapi-metadata.js';
  new PluginMetadataGenerator().generate({
    visitors: [new TwiceVisitor(root)],
    tsProgramRef: program,
    outputDir,
    filename,
  });
  const loaded = (await import(pathToFileURL(path.join(outputDir, filename)).href)) as {
    default: PluginMetadata;
  };
  return async () => exportedOnly(await loaded.default());
}

/** Leaves out classes that only their own file knows: they stand in no body and no answer. */
async function exportedOnly(
  metadata: Awaited<ReturnType<PluginMetadata>>,
): Promise<Awaited<ReturnType<PluginMetadata>>> {
  const parts = metadata['@nestjs/swagger'] ?? {};
  const kept: Record<string, Described[]> = {};
  for (const [part, described] of Object.entries(parts)) {
    kept[part] = await Promise.all(
      described.map(async ([module, classes]): Promise<Described> => {
        const exported = await module;
        return [module, Object.fromEntries(Object.entries(classes).filter(([name]) => name in exported))];
      }),
    );
  }
  return { '@nestjs/swagger': kept };
}
