import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { cleanupOpenApiDoc } from 'nestjs-zod';

/** OpenAPI from the contract's schemas: /api/openapi.json, and a page to read it at /api/docs. */
export function describeApi(app: INestApplication): void {
  const about = new DocumentBuilder()
    .setTitle('Video Home 视频之家')
    .setDescription(
      'Refusals have one shape: {code, params, correlationId}. Writes carry X-Requested-With: video-home; repeatable writes an Idempotency-Key.',
    )
    .setVersion('1')
    .addCookieAuth('vh_staff')
    .build();
  SwaggerModule.setup('api/docs', app, () => cleanupOpenApiDoc(SwaggerModule.createDocument(app, about)), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
  });
}
