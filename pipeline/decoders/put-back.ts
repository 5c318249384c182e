/// <reference path="./web-assembly.d.ts" />
import { noteDecoder } from './used.ts';

export interface PutBack {
  /** To be used in the place of the instance. */
  readonly instance: WebAssembly.Instance;
  /** Makes its memory what it was before it was first used. */
  readonly putBack: () => void;
}

/**
 * An instance whose user keeps it for ever. All that a hostile picture can change of it is its memory, which is put back
 * after each document; one that broke off in the middle of a call is noted as a decoder that has been used.
 * Its first call is the one that sets it up, as emscripten makes them.
 */
export function thatIsPutBack(instance: WebAssembly.Instance): PutBack {
  const memory = Object.values(instance.exports).find((each) => each instanceof WebAssembly.Memory);
  let calls = 0;
  let before: Uint8Array | null = null;
  const counted = (call: (...given: unknown[]) => unknown) =>
    function countedCall(...given: unknown[]): unknown {
      calls += 1;
      if (calls === 2 && memory !== undefined) before = new Uint8Array(memory.buffer).slice();
      if (calls === 2 && memory === undefined) noteDecoder();
      try {
        return call(...given);
      } catch (error) {
        noteDecoder();
        throw error;
      }
    };
  const exports = Object.entries(instance.exports).map(([name, each]) => [
    name,
    typeof each === 'function' ? counted(each as (...given: unknown[]) => unknown) : each,
  ]);
  return {
    instance: { exports: Object.fromEntries(exports) },
    putBack: () => {
      if (before === null || memory === undefined) return;
      const now = new Uint8Array(memory.buffer);
      now.set(before);
      now.fill(0, before.length);
    },
  };
}
