import { sessionSchema } from '../../contracts/people.ts';

/** The headers by which a browser goes on that opened the one-time address. */
export async function signIn(welcome: string | null): Promise<Readonly<Record<string, string>>> {
  const { origin, hash } = new URL(welcome ?? 'no address was offered');
  const token = hash.split('token=')[1] ?? '';
  const answer = await fetch(`${origin}/api/session/welcome`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  if (answer.status !== 200) throw new Error(`the address was answered ${answer.status}: ${await answer.text()}`);
  const { csrfToken } = sessionSchema.parse(await answer.json());
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { cookie, 'x-csrf-token': csrfToken };
}
