import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import session, { type FastifySessionOptions } from '@fastify/session';
import type { FastifyInstance } from 'fastify';
import { PEOPLE_LIMITS } from '../../config/limits/office.ts';
import type { People } from '../../store/people.ts';
import { keyOfSecret } from './secrets.ts';

declare module 'fastify' {
  interface Session {
    personId?: string;
  }
}

type Keeper = NonNullable<FastifySessionOptions['store']>;

/** Keeps the library's sessions in the database, so that ending one, or all of a person's, takes effect at once. */
const keeperOf = (people: People): Keeper => ({
  set: (id, content, callback) => {
    const kept = { personId: content.personId ?? null, content: JSON.stringify(content) };
    people.keepSession(keyOfSecret(id), kept).then(() => callback(), callback);
  },
  get: (id, callback) => {
    people.session(keyOfSecret(id)).then(
      (kept) => callback(null, kept === null ? null : JSON.parse(kept.content)),
      (error) => callback(error),
    );
  },
  destroy: (id, callback) => {
    people.endSession(keyOfSecret(id)).then(() => callback(), callback);
  },
});

/** Sessions in a cookie that scripts cannot read and other sites cannot send, and the tokens that writes by it need. */
export async function keepSessions(app: FastifyInstance, people: People, secret: string): Promise<void> {
  await app.register(cookie);
  await app.register(session, {
    secret,
    cookieName: 'gouji-session',
    // The office's network speaks plain HTTP, where a cookie marked `secure` would never come back.
    cookie: { httpOnly: true, sameSite: 'strict', secure: false, path: '/api', maxAge: PEOPLE_LIMITS.sessionMs },
    store: keeperOf(people),
    saveUninitialized: false,
    rolling: false,
  });
  await app.register(csrf, {
    sessionPlugin: '@fastify/session',
    getToken: (request) => {
      const token = request.headers['x-csrf-token'];
      return typeof token === 'string' ? token : undefined;
    },
  });
}
