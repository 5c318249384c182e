import type { FastifyRequest } from 'fastify';
import { type Standing, sightOf } from '../../office/access.ts';
import { dayOf } from '../../office/deadlines.ts';
import type { Mover } from '../../office/filing.ts';
import type { People } from '../../store/people.ts';
import type { Sender } from '../../store/receiving.ts';
import type { Actor, Viewer } from '../../store/viewer.ts';
import { RequestError } from '../errors.ts';
import { keyOfSecret } from './secrets.ts';

/** Who asks: somebody who is signed in, or a program with a token. */
export interface Asker extends Standing {
  readonly kind: 'person' | 'program';
  readonly id: string;
  readonly name: string;
  /** He came by the one-time address and has no password yet. */
  readonly hasNoPassword: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    asker: Asker | null;
  }
}

/** Finds out who asks; null for nobody. A token that is none is nobody, whatever cookie comes with it. */
export async function whoAsks(request: FastifyRequest, people: People): Promise<Asker | null> {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const token = /^Bearer ([\w-]{20,200})$/.exec(authorization)?.[1];
    const program = token === undefined ? null : await people.program(keyOfSecret(token), dayOf(new Date()));
    return program === null ? null : { kind: 'program', hasNoPassword: false, ...program };
  }
  const { personId } = request.session;
  if (personId === undefined) return null;
  const person = await people.byId(personId);
  if (person === null || person.disabled) return null;
  return { kind: 'person', ...person, hasNoPassword: person.passwordHash === null };
}

/** @throws RequestError signed-out */
export function askerOf(request: FastifyRequest): Asker {
  if (request.asker === null) throw new RequestError('signed-out');
  return request.asker;
}

export const viewerOf = (request: FastifyRequest): Viewer => {
  const asker = askerOf(request);
  return { sight: sightOf(asker), personId: asker.id };
};

export const actorOf = (request: FastifyRequest): Actor => {
  const { kind, id, name } = askerOf(request);
  return { personId: id, who: kind === 'person' ? name : `程序：${name}` };
};

/** Files of an agency's account come from that agency. */
export const senderOf = (request: FastifyRequest): Sender => {
  const { sight } = viewerOf(request);
  return { ...actorOf(request), agencyId: sight.kind === 'own' ? sight.agencyId : null };
};

export const moverOf = (request: FastifyRequest): Mover => {
  const { id, roles } = askerOf(request);
  return { personId: id, roles, today: dayOf(new Date()) };
};
