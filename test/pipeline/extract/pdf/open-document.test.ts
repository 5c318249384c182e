import { expect, test } from 'vitest';
import { withDocument } from '../../../../pipeline/extract/pdf/open-document.ts';

const ONE_PAGE = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj
trailer<</Root 1 0 R/Size 4>>
startxref
0
%%EOF`;

test.each([
  ['a plain array', new Uint8Array(Buffer.from(ONE_PAGE))],
  ['a buffer of node', Buffer.from(ONE_PAGE)],
])('a PDF is opened from %s, which stays usable', async (_what, bytes) => {
  expect(await withDocument(bytes, async (document) => document.numPages)).toBe(1);
  expect(bytes.length).toBe(ONE_PAGE.length);
});
