/**
 * Whether what a stranger packed was unpacked by something that keeps what happened to it: native code, whose faults reach
 * the whole process, or code in a memory of its own that the next document would find as this one left it. A process in
 * which that was done is not as it was, and no look can tell.
 */
let used = false;

export const noteDecoder = (): void => {
  used = true;
};

export const hasDecoded = (): boolean => used;
