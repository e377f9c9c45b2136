import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** The API's description from the routes, types and docstrings. `metadata`: see plugin-metadata.ts. */
export async function describeApi(
  app: INestApplication,
  metadata: () => Promise<Record<string, unknown>>,
): Promise<OpenAPIObject> {
  await SwaggerModule.loadPluginMetadata(metadata);
  const about = new DocumentBuilder()
    .setTitle('Zhurnal')
    .setDescription(
      'A paperless school journal that can be replayed. Errors are RFC 9457 problem+json. What changes something ' +
        'wants an `Idempotency-Key` (a UUID) and answers a receipt; its position goes into `minPosition` of a query.',
    )
    .setVersion('1')
    .addCookieAuth('zhurnal_session')
    .addBearerAuth()
    .build();
  return SwaggerModule.createDocument(app, about, {
    operationIdFactory: (_controller, method, _version) => `${_controller.replace(/Route$/, '')}.${method}`,
  });
}
