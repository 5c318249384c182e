import { Converter } from 'opencc-js';
import type { Draft, Part, TablePart } from './draft.ts';
import type { MatrixCell } from './matrix.ts';
import { type Line, line } from './prose.ts';

/** A footnote mark as plain text can show it. */
export const flatMark = (mark: string | undefined): string =>
  mark === undefined || mark.startsWith('hidden:') ? '' : mark.replace(/^\d$/u, (d) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(d)]!);

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const toTraditional = Converter({ from: 'cn', to: 't' });
const READINGS = ['xīn', 'guī', 'fǎ', 'zhèng', 'lǐ', 'wù'];

/** Text as mirror sites give it: Traditional characters, readings in brackets, question marks for what was lost. */
export function mirrored(text: string): string {
  let n = 0;
  return [...toTraditional(text)]
    .map((c) => (/\p{Script=Han}/u.test(c) && ++n % 6 === 0 ? `${c}(${READINGS[n % READINGS.length]})` : c))
    .join('');
}

/** The draft with every text changed. */
export function withTexts(draft: Draft, change: (text: string) => string): Draft {
  const cells = (part: TablePart): TablePart => ({
    ...part,
    matrix: { ...part.matrix, cells: part.matrix.cells.map((c): MatrixCell => ({ ...c, text: change(c.text) })) },
  });
  return {
    ...draft,
    pageFacts: draft.pageFacts.map(([name, value]) => [change(name), change(value)] as const),
    parts: draft.parts.map((part): Part => {
      if (part.kind === 'line') return { ...part, text: change(part.text) };
      return part.kind === 'table' ? cells(part) : { ...part, tables: part.tables.map(cells) };
    }),
  };
}

/** What a site puts around a page: other dates, other agencies, other years. */
export function siteLines({ facts }: Draft): { readonly above: readonly Line[]; readonly below: readonly Line[] } {
  return {
    above: [
      line('caption', '首页 > 政务公开 > 政府信息公开年报'),
      line('caption', `今天是${facts.year + 2}年3月8日 星期五`),
    ],
    below: [
      line('caption', `上一篇：西岭县水利局${facts.year}年政府信息公开工作年度报告`),
      line('caption', `下一篇：${facts.agency}${facts.year - 1}年政府信息公开工作年度报告`),
      line('caption', '主办单位：西岭县人民政府办公室　承办：西岭县大数据中心'),
      line('caption', '联系电话：0999-8123456　网站标识码：3212345678　备案号：ICP备2023001234号'),
    ],
  };
}
