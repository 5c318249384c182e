import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ROLES } from '../../contracts/states.ts';
import { writeThrough } from '../../store/durable-files.ts';
import type { People } from '../../store/people.ts';
import { GOUJI } from '../../store/viewer.ts';
import { keyOfSecret, newSecret } from './secrets.ts';

const FILE = 'first-sign-in';
const FIRST_NAME = '管理员';
const DEMO_NAME = '演示用户';

/**
 * As long as nobody has a password, one address signs in once: it is made anew with each start, and the one before ends.
 * @param demo whoever opens it may do everything, for the demo year has no one else
 * @returns the address; null where people sign in by themselves
 */
export async function offerWelcome(
  people: People,
  url: string,
  dataFolder: string,
  demo: boolean,
): Promise<string | null> {
  const path = join(dataFolder, FILE);
  await rm(path, { force: true });
  await people.dropWelcomes();
  if (await people.exist()) return null;
  const name = demo ? DEMO_NAME : FIRST_NAME;
  const first =
    (await people.byName(name)) ??
    (await people.add(
      {
        name,
        roles: demo ? ROLES.filter((role) => role !== 'agency') : ['administrator'],
        agencyId: null,
        scopeAgencyId: null,
        passwordHash: null,
      },
      GOUJI,
    ));
  const secret = newSecret();
  await people.addWelcome(keyOfSecret(secret), first.id);
  const address = `${url}/#/welcome?token=${secret}`;
  await writeThrough(path, Buffer.from(`${address}\n`));
  return address;
}
