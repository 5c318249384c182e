import { describe, expect, it } from 'vitest';
import { bytesFor, giveBack } from '../../../../pipeline/extract/scan/picture-memory.ts';

describe('memory for pictures', () => {
  it('that was given back is that of the next picture of about its size', () => {
    const first = bytesFor(1_000_000);
    giveBack(first, first);
    const second = bytesFor(990_000);
    expect(second.buffer).toBe(first.buffer);
    expect(second).toHaveLength(990_000);
    expect(bytesFor(990_000).buffer).not.toBe(first.buffer);
  });

  it('is never that of a picture that somebody still looks at', () => {
    const [looked, foreign] = [bytesFor(500_000), new Uint8Array(500_000)];
    giveBack(foreign);
    const others = [bytesFor(500_000), bytesFor(500_000)];
    expect(new Set([looked, foreign, ...others].map(({ buffer }) => buffer)).size).toBe(4);
  });

  it('is not kept for pictures far smaller or larger', () => {
    const page = bytesFor(4_000_000);
    giveBack(page);
    expect(bytesFor(1_000_000).buffer).not.toBe(page.buffer);
    expect(bytesFor(8_000_000).buffer).not.toBe(page.buffer);
    expect(bytesFor(4_000_000).buffer).toBe(page.buffer);
  });

  it('is not kept of what is larger than a page, nor of more pages than a sheet goes through', () => {
    const sheets = bytesFor(16_000_000);
    giveBack(sheets);
    expect(bytesFor(16_000_000).buffer).not.toBe(sheets.buffer);
    const pages = Array.from({ length: 9 }, () => bytesFor(4_000_000));
    giveBack(...pages);
    const given = new Set(pages.map(({ buffer }) => buffer));
    const again = Array.from({ length: 9 }, () => bytesFor(4_000_000));
    expect(again.filter(({ buffer }) => given.has(buffer))).toHaveLength(7);
  });
});
