/** 12,345 */
export const count = (n: number): string => n.toLocaleString('en-GB');

/** 1 file, 12,345 files */
export const counted = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;
