import type { TextLine } from '../../contracts/document.ts';

/** A heading of Markdown, with what pandoc puts behind it. @source CommonMark 0.31, 4.2; pandoc, header attributes */
const HEADING = /^\s{0,3}#{1,6}\s+(?<text>\S.*?)(?:\s+#+)?(?:\s*\{[#.][^{}]*\})?\s*$/u;
/** A heading of Org: stars and a title of the form, never an item of a list. */
const STARRED = /^\*{1,2}\s+(?<text>\S{8,}(?:报告|年报))\s*$/u;
/** A line that is set off as a whole: *一、总体情况*, __附表__. */
const SET_OFF = /^\s*(?<mark>\*{1,3}|_{1,3})(?<text>[^\s*_](?:[^*_]*[^\s*_])?)\k<mark>\s*$/u;
/** Characters of the longest line that can be a heading, with what pandoc puts behind it. */
const LONGEST_HEADING = 400;
/** A piece of a line that is set off; two stars behind a number are a mark to a note. */
const STRONG = /(?<![\d*])\*\*(?=[^\s*])([^*\n]{1,200}?)(?<=\S)\*\*(?!\*)/gu;

/**
 * Lines of plain text without the marks by which Markdown, reStructuredText and Org set off headings and words: of a line
 * `**二、主动公开政府信息情况**` a reader sees the words alone.
 */
export const withoutMarkup = (lines: readonly TextLine[]): readonly TextLine[] =>
  lines.map((line) => {
    if (!/[#*_]/u.test(line.text)) return line;
    const isShort = line.text.length <= LONGEST_HEADING;
    const whole = isShort ? (HEADING.exec(line.text) ?? STARRED.exec(line.text) ?? SET_OFF.exec(line.text)) : null;
    const text = (whole?.groups?.text ?? line.text).replace(STRONG, '$1');
    return text === line.text ? line : { ...line, text };
  });
