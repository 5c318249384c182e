import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FrameError, frame, framesOf } from '../../workers/frames.ts';

describe('messages over a pipe', () => {
  test('come out as they went in, however the pipe cuts them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 40 })),
        fc.integer({ min: 1, max: 9 }),
        async (contents, cut) => {
          const bytes = Buffer.concat(contents.flatMap((content) => [...frame(content)]));
          const chunks = Array.from({ length: Math.ceil(bytes.length / cut) }, (_, i) =>
            bytes.subarray(i * cut, (i + 1) * cut),
          );
          const read: Uint8Array[] = [];
          for await (const content of framesOf(Readable.from(chunks), 40)) read.push(new Uint8Array(content));
          expect(read).toEqual(contents);
        },
      ),
    );
  });

  test('that announce too much are not read', async () => {
    const stream = Readable.from(frame(Buffer.alloc(41)));
    await expect(framesOf(stream, 40).next()).rejects.toThrow(FrameError);
  });
});
