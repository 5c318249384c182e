import { hasFreeDisk } from '../store/free-disk.ts';
import { RequestError } from './errors.ts';

/**
 * @param bytes about to be written
 * @throws RequestError storage-low when they would take what the database and the queue need
 */
export async function requireFreeDisk(folder: string, bytes = 0): Promise<void> {
  if (!(await hasFreeDisk(folder, bytes))) throw new RequestError('storage-low');
}

/** Passes on what comes, calling `check` before the first byte and again for each so many bytes: what it throws ends it. */
export async function* checkedOnTheWay(
  source: AsyncIterable<Uint8Array>,
  check: () => Promise<void>,
  bytesBetween: number,
): AsyncGenerator<Uint8Array> {
  await check();
  let since = 0;
  for await (const chunk of source) {
    since += chunk.length;
    if (since >= bytesBetween) {
      await check();
      since = 0;
    }
    yield chunk;
  }
}
