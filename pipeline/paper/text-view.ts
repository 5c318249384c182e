import type { Source } from '../contracts/document.ts';
import { placeName } from '../contracts/place-name.ts';
import { extractText } from '../extract/text.ts';
import { escapeHtml } from '../wording/escape-html.ts';

/** The lines of a text file as they are, each a place. @throws ConversionError as `extractText` does */
export function viewText(source: Source): string {
  const extracted = extractText(source);
  const lines = extracted.kind === 'lines' ? extracted.lines : [];
  const marked = lines.map(({ number, text }) => {
    const name = placeName({ paragraph: number, line: number });
    return `<span id="${name}" data-places="${name}">${escapeHtml(text)}</span>`;
  });
  return `<pre>${marked.join('\n')}</pre>`;
}
