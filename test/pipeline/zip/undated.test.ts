import { Document, Packer, Paragraph } from 'docx';
import mammoth from 'mammoth';
import { afterEach, expect, it, vi } from 'vitest';
import { documentDocx } from '../../../office/written/docx.ts';
import { filledReport } from '../../../office/written/filled-report.ts';
import { undatedDocx } from '../../../pipeline/zip/undated.ts';
import { ABOUT, cleanDraft } from '../draft/clean-draft.ts';

const DAYS = ['2024-01-15T08:00:00Z', '2025-03-02T21:30:00Z'];
afterEach(() => {
  vi.useRealTimers();
});

/** What is made on each of two days. */
async function onTwoDays(make: () => Promise<Buffer>): Promise<readonly Buffer[]> {
  const made: Buffer[] = [];
  for (const day of DAYS) {
    vi.useFakeTimers({ now: new Date(day), toFake: ['Date'] });
    made.push(await make());
  }
  return made;
}

it('a Word file written on another day is another, and the same once it does not say when', async () => {
  const write = () => Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('年度报告')] }] }));
  const [one = Buffer.alloc(0), other = Buffer.alloc(0)] = await onTwoDays(write);
  expect(one.equals(other)).toBe(false);
  const undated = await Promise.all([one, other].map(undatedDocx));
  expect(undated[0]).toEqual(undated[1]);
  expect((await mammoth.extractRawText({ buffer: undated[0] ?? one })).value).toContain('年度报告');
});

it('a form that is handed in twice unchanged is the same file', async () => {
  const [one, other] = await onTwoDays(() => documentDocx(filledReport(cleanDraft(), ABOUT)));
  expect(one).toEqual(other);
});
