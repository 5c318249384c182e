/** Parts of a table, and what holds text that is no markup. */
const TAG = /<!--|<(?:script|style|textarea|xmp|template|title)\b|<\/?(?:table|thead|tbody|tfoot|tr|td|th)\b[^>]*>/gi;
const BLANK = /^(?:\s|&nbsp;|<!--[^>]*-->)*$/u;

interface Run {
  readonly start: number;
  /** Behind its last end tag; null while there is none. */
  end: number | null;
}

/**
 * Markup with a table put around rows and cells that stand in none: an editor or a publishing system stripped the tags of
 * the table, and a browser then drops those of its rows and cells too. A run of them ends where something else than a part
 * of a table follows an end tag.
 */
export function withTablesAroundRows(html: string): string {
  const runs: Run[] = [];
  let run: Run | null = null;
  let isBehindEnd = false;
  let tables = 0;
  TAG.lastIndex = 0;
  for (let match = TAG.exec(html); match !== null; match = TAG.exec(html)) {
    const tag = match[0].toLowerCase();
    if (tag === '<!--' || !/^<\/?t(?:able|head|body|foot|[rdh])\b/u.test(tag)) {
      const close = tag === '<!--' ? '-->' : `</${tag.slice(1)}`;
      const end = html.indexOf(close, TAG.lastIndex);
      if (end < 0) break;
      TAG.lastIndex = end + close.length;
    } else if (/^<\/?table\b/u.test(tag)) {
      tables = Math.max(0, tables + (tag.startsWith('</') ? -1 : 1));
    } else if (tables === 0) {
      const isEnd = tag.startsWith('</');
      if (isBehindEnd && run?.end != null && !BLANK.test(html.slice(run.end, match.index))) run = null;
      if (run === null && isEnd) continue;
      if (run === null) {
        run = { start: match.index, end: null };
        runs.push(run);
      }
      if (isEnd) run.end = TAG.lastIndex;
      isBehindEnd = isEnd;
    }
  }
  const closed = runs.flatMap(({ start, end }) => (end === null ? [] : [{ start, end }]));
  if (closed.length === 0) return html;
  const parts = closed.flatMap(({ start, end }, i) => [
    html.slice(closed[i - 1]?.end ?? 0, start),
    '<table>',
    html.slice(start, end),
    '</table>',
  ]);
  return [...parts, html.slice(closed.at(-1)!.end)].join('');
}
