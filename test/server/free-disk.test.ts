import { describe, expect, it } from 'vitest';
import { checkedOnTheWay, requireFreeDisk } from '../../server/free-disk.ts';

async function* chunksOf(count: number): AsyncGenerator<Uint8Array> {
  for (let n = 0; n < count; n++) yield new Uint8Array(10);
}

describe('the free disk', () => {
  it('is enough for what fits beside the reserve, and not for more than there is', async () => {
    await expect(requireFreeDisk('/tmp')).resolves.toBeUndefined();
    await expect(requireFreeDisk('/tmp', Number.MAX_SAFE_INTEGER)).rejects.toMatchObject({ code: 'storage-low' });
  });

  it('is looked at before the first byte and again on the way, however large a file is', async () => {
    let looks = 0;
    let bytes = 0;
    const look = async (): Promise<void> => {
      looks += 1;
    };
    for await (const chunk of checkedOnTheWay(chunksOf(10), look, 30)) bytes += chunk.length;
    expect([looks, bytes]).toEqual([4, 100]);
  });

  it('that runs out on the way ends the file there', async () => {
    let looks = 0;
    let bytes = 0;
    const runOut = async (): Promise<void> => {
      if (++looks === 3) throw new Error('full');
    };
    const read = async (): Promise<void> => {
      for await (const chunk of checkedOnTheWay(chunksOf(10), runOut, 30)) bytes += chunk.length;
    };
    await expect(read()).rejects.toThrow('full');
    expect(bytes).toBe(50);
  });
});
