import type { Extracted, Source } from '../../contracts/document.ts';
import type { Block, Paragraph } from '../../contracts/grid.ts';
import type { OfficeSuite } from '../../contracts/office-suite.ts';
import { lostOnTheWay } from '../../unwrap/lost.ts';
import { WRAPPED } from '../../unwrap/media-types.ts';
import { unwrapped } from '../../unwrap/unwrap.ts';
import { extractHtml } from '../html/html.ts';
import { withLostText } from '../lost-text.ts';
import { extractText } from '../text.ts';
import type { ReadChunk } from './content.ts';

const RICH_TEXT = 'application/rtf';
/** Bytes by which the kind of a chunk is told. */
const HEAD_BYTES = 4_096;

/**
 * Reads a file that a document takes in as a part of its flow (`w:altChunk`): a web page, a web page in a MIME wrapper,
 * plain text, RTF where a suite saves it anew, or another Word document, which `readWord` reads. Null for what is none of
 * these.
 * @source ECMA-376 part 1, 17.17.2; docs/decisions/0015-pictures-and-parts-of-a-flow.md
 * @throws ConversionError as the reader of its format does
 */
export async function readChunk(
  bytes: Uint8Array,
  suite: OfficeSuite | null,
  readWord: (bytes: Uint8Array) => Promise<ReadChunk>,
): Promise<ReadChunk | null> {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD_BYTES));
  if (head[0] === 0x50 && head[1] === 0x4b) return readWord(bytes);
  const start = head.toString('latin1').replace(/\0/g, '');
  if (/^\s*\{\\rtf/.test(start)) {
    const { bytes: word, through } = await unwrapped({ mediaType: RICH_TEXT, bytes }, suite);
    const chunk = await readWord(word);
    if (suite === null) return chunk;
    const lost = await lostOnTheWay({ mediaType: RICH_TEXT, bytes }, word, suite);
    const blocks = withLostText(chunk.blocks, lost);
    return { ...chunk, through, blocks, leftOut: [...chunk.leftOut, ...lost.leftOut] };
  }
  if (/^(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*?(?:MIME-Version|Content-Type):/i.test(start)) {
    const page = await unwrapped({ mediaType: WRAPPED.webArchive, bytes }, suite);
    return flowOf(await extractHtml(sourceOf(page.bytes, 'html')));
  }
  return flowOf(
    /<(?:!doctype\s+html|html|head|body|table|div|p)[\s>]/i.test(start)
      ? await extractHtml(sourceOf(bytes, 'html'))
      : await extractText(sourceOf(bytes, 'text')),
  );
}

const sourceOf = (bytes: Uint8Array, format: 'html' | 'text'): Source => ({
  fileName: '',
  format,
  mediaType: format === 'html' ? 'text/html' : 'text/plain',
  bytes,
  sha256: '',
});

function flowOf(extracted: Extracted): ReadChunk {
  const { leftOut } = extracted;
  switch (extracted.kind) {
    case 'flow':
      return { blocks: extracted.blocks.filter((block): block is Block => block.kind !== 'picture'), leftOut };
    case 'lines':
      return {
        blocks: extracted.lines
          .filter(({ text }) => text.trim() !== '')
          .map(
            ({ text, number }): Paragraph => ({
              kind: 'paragraph',
              text,
              alignment: null,
              headingLevel: null,
              origin: { paragraph: number },
            }),
          ),
        leftOut,
      };
    case 'pages':
      return { blocks: [], leftOut };
  }
}
