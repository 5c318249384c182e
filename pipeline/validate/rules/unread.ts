import type { Cause } from '../../contracts/finding.ts';
import type { Unplaced } from '../../contracts/ink.ts';
import type { Origin } from '../../contracts/origin.ts';
import type { Evidence } from '../evidence.ts';
import { fail, type Instance, PASS, type Rule } from '../rule.ts';

/** What of the document was not read or found no place. It is told to the office and never held against the agency. */

const BASIS = '读取说明：没有读到的内容不作结论';
/** Places that a message lists; the rest is counted. */
const LISTED = 5;
const QUOTED = 30;

function placeWords(origin: Origin | null): string {
  if (origin === null) return '';
  if ('page' in origin) return `第${origin.page}页`;
  if ('line' in origin && origin.line !== undefined) return `第${origin.line}行`;
  return 'table' in origin ? `第${origin.table}张表第${origin.row}行` : `第${origin.paragraph}段`;
}

const quoted = ({ text, origin }: Unplaced): string => {
  const words = text.replace(/\s+/gu, ' ').trim();
  const quote = words === '' ? '' : `“${words.slice(0, QUOTED)}${words.length > QUOTED ? '…' : ''}”`;
  return `${placeWords(origin)}${quote}`;
};

const listed = (places: readonly Unplaced[]): string => {
  const named = [...new Set(places.map(quoted))].filter((words) => words !== '');
  if (named.length === 0) return '';
  return `：${named.slice(0, LISTED).join('、')}${named.length > LISTED ? '等' : ''}`;
};

/** One finding for all that looks so. */
const oneFor =
  (
    looks: readonly Unplaced['looksLike'][],
    cause: Cause,
    words: (count: number, places: string) => string,
    suggestion: string,
  ) =>
  ({ report }: Evidence): readonly Instance[] => {
    const places = report.unplaced.filter(({ looksLike }) => looks.includes(looksLike));
    if (places.length === 0) return [PASS];
    return [
      fail({
        message: words(places.length, listed(places)),
        quote: places[0]!.text.slice(0, 80) || null,
        actual: places.length,
        key: looks[0]!,
        cause,
        suggestion,
      }),
    ];
  };

export const UNREAD_RULES: readonly Rule[] = [
  {
    id: 'document.unplaced',
    severity: 'warning',
    waits: 'doubt',
    versions: 'all',
    title: '有内容没有归入报告',
    explanation: '文件里有文字、数字或表格行没有归入任何表格、部分或基本信息，未作检查。',
    basis: BASIS,
    formula: null,
    check: oneFor(
      ['number', 'label', 'row', 'paragraph'],
      'extraction',
      (count, places) => `有${count}处文字或数字没有归入任何表格或部分，未作检查${places}。`,
      '请对照原件查看这些内容属于哪里。',
    ),
    passes: {},
    fails: { unplaced: [{ text: '其他文件\t12', origin: { table: 1, row: 5, column: 1 }, looksLike: 'row' }] },
  },
  {
    id: 'document.unread',
    severity: 'warning',
    waits: 'doubt',
    versions: 'all',
    title: '有内容没有读取',
    explanation: '文件里有页、图片或嵌入的对象没有读取，其中可能有报告的内容。',
    basis: BASIS,
    formula: null,
    check: oneFor(
      ['picture', 'embedded'],
      'extraction',
      (count, places) => `有${count}处页面、图片或嵌入对象没有读取，其中的内容未作检查${places}。`,
      '请打开原件查看；是报告内容的，请单位改交可以读取的文件。',
    ),
    passes: {},
    fails: { unplaced: [{ text: '', origin: { page: 2, bbox: [0, 0, 595, 842] }, looksLike: 'picture' }] },
  },
  {
    id: 'document.hidden-part',
    severity: 'warning',
    waits: 'doubt',
    versions: 'all',
    title: '有平时看不到的内容',
    explanation: '文件里有标签页、折叠、隐藏文字等平时看不到的部分，其中像是有报告的内容。',
    basis: BASIS,
    formula: null,
    check: oneFor(
      ['hidden'],
      'unknown',
      (count, places) => `有${count}处平时看不到的内容像是报告的一部分，没有采用${places}。`,
      '请打开原件或网页查看，确认以哪一部分为准。',
    ),
    passes: {},
    fails: { unplaced: [{ text: '（一）予以公开\t3', origin: null, looksLike: 'hidden' }] },
  },
];
