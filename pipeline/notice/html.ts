import { NOTICE_WORDS } from '../../config/notice-words.ts';
import { escapeHtml } from '../wording/escape-html.ts';
import type { Notice, NoticeItem, NoticePoint } from './notice.ts';
import { plainText } from './plain-text.ts';

const escaped = (text: string): string => escapeHtml(plainText(text));

const STYLE = `
@page { size: A4; margin: 20mm; }
body { max-width: 50em; margin: 2em auto; padding: 0 1em; color: #1a1a1a; line-height: 1.7;
  font-family: FangSong, "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif; }
h1 { text-align: center; font-size: 1.6em; }
h2 { font-size: 1.2em; margin-top: 1.8em; }
h3 { font-size: 1.05em; margin-bottom: 0.2em; }
p.why { margin: 0.1em 0; color: #444; font-size: 0.92em; }
table { border-collapse: collapse; width: 100%; margin: 0.5em 0 1em; font-size: 0.92em; line-height: 1.5; }
th, td { border: 1px solid #888; padding: 0.3em 0.5em; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: #f0f0f0; white-space: nowrap; }
table.facts th { width: 8em; }
p.body { text-indent: 2em; }
table.points td:first-child { text-align: center; white-space: nowrap; }
col.number { width: 3em; } col.place { width: 22%; } col.found { width: 32%; } col.expected { width: 20%; }
q { quotes: none; color: #444; display: block; }
p.signature { text-align: right; margin: 0; }
tr { break-inside: avoid; } h2, h3, p.why { break-after: avoid; }
`;

const cell = (text: string | null): string => `<td>${text === null ? '—' : escaped(text)}</td>`;

const itemRow = (item: NoticeItem, i: number): string =>
  `<tr><td>${i + 1}</td>${cell(item.place)}<td>${escaped(item.found)}${
    item.quote === null ? '' : `<q>${escaped(NOTICE_WORDS.quote(item.quote))}</q>`
  }</td>${cell(item.expected)}${cell(item.remedy)}</tr>`;

const HEAD = `<colgroup><col class="number"><col class="place"><col class="found"><col class="expected"><col></colgroup><thead><tr>${NOTICE_WORDS.columns
  .map((name) => `<th>${name}</th>`)
  .join('')}</tr></thead>`;

const why = (words: string, text: string): string => `<p class="why">${words}${escaped(text)}</p>`;

const pointSection = ({ title, basis, formula, items, more }: NoticePoint, i: number): string =>
  [
    `<h3>${i + 1}. ${escaped(title)}${items.length > 1 ? NOTICE_WORDS.places(items.length + more) : ''}</h3>`,
    basis === '' ? '' : why(NOTICE_WORDS.basis, basis),
    formula === null ? '' : why(NOTICE_WORDS.formula, formula),
    `<table class="points">${HEAD}<tbody>${items.map(itemRow).join('\n')}</tbody></table>`,
    more > 0 ? `<p>${NOTICE_WORDS.more(more)}</p>` : '',
  ].join('\n');

/** A letter as a page by itself: no scripts, nothing loaded, every text dead. */
export const noticeHtml = ({
  title,
  facts,
  addressee,
  opening,
  parts,
  closing,
  office,
  date,
}: Notice): string => `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${STYLE}</style></head><body>
<h1>${escaped(title)}</h1>
<table class="facts"><tbody>${facts.map(([name, value]) => `<tr><th>${escaped(name)}</th>${cell(value)}</tr>`).join('')}</tbody></table>
${addressee === null ? '' : `<p>${escaped(NOTICE_WORDS.addressee(addressee))}</p>`}
<p class="body">${escaped(opening)}</p>
${parts.map((part) => `<h2>${escaped(part.heading)}</h2>\n${part.points.map(pointSection).join('\n')}`).join('\n')}
${closing === null ? '' : `<p class="body">${escaped(closing)}</p>`}
${office === null ? '' : `<p class="signature">${escaped(office)}</p>`}
<p class="signature">${NOTICE_WORDS.day(date)}</p>
</body></html>
`;
