import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform } from 'fastify-type-provider-zod';
import { accessTo } from '../office/access.ts';
import { FAILURES } from './answers.ts';

const toJsonSchema = createJsonSchemaTransform({ skipList: [] });

/** The OpenAPI document, made from the schemas that check requests and answers. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '勾稽 gouji', version: '1' },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'gouji-session' },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transform: (route) => {
      const { schema, url } = route;
      const method = typeof route.route.method === 'string' ? route.route.method : (route.route.method[0] ?? 'GET');
      const access = accessTo(method, url);
      const roles = access === null || access.may === 'anyone' ? [] : access.may;
      const response = schema?.response ?? {};
      return toJsonSchema({
        ...route,
        schema: {
          ...schema,
          hide: !url.startsWith('/api/'),
          ...(roles.length === 0 ? {} : { security: [{ session: [] }, { token: [] }], description: roles.join(', ') }),
          response: { ...response, '4xx': FAILURES },
        },
      });
    },
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/json; charset=utf-8').serializer(JSON.stringify).send(app.swagger()),
  );
}
