import { applicationGroups, cellPath, type FormVersion, remedies, rowsOf } from '../../config/catalogue/form.ts';
import type { SumState } from '../../contracts/consolidated.ts';
import type { Analysis, Traced } from '../../contracts/indicators.ts';
import type { Sums } from '../consolidate.ts';
import { columnWords, rowWords } from '../form-layout.ts';
import { APPLICANTS, INDICATORS, type Indicator, sumOfCells } from '../indicators.ts';
import type { Block, WrittenDocument } from './document.ts';

/** The year in words: every sentence is a template over named cells, and every number leads back to them. */

export interface AnalysisFacts {
  readonly year: number;
  readonly scope: string | null;
  readonly state: SumState;
  readonly form: FormVersion;
  readonly sums: Sums;
  readonly included: number;
  readonly due: number;
  /** The year before, in the cells that both forms have; null: none. */
  readonly previous: { readonly year: number; readonly included: number; readonly sums: Sums } | null;
  readonly parts: readonly { readonly name: string; readonly sums: Sums }[];
}

/** Which reports are counted: a figure of what has not passed may still change. */
const ANALYSIS_STATES: Readonly<Record<SumState, string>> = {
  accepted: '本分析只计已审核通过的报告，',
  read: '本分析计入已读取的全部报告（含尚未审核通过的），',
};
const UNCERTAIN = '*';
const marked = (text: string, certain: boolean): string => (certain ? text : `${text}${UNCERTAIN}`);
export const percentOf = (rate: number | null): string => (rate === null ? '—' : `${(rate * 100).toFixed(1)}%`);

/** The numbers of one year. */
function numbers({ sums }: Pick<AnalysisFacts, 'sums'>) {
  const sum = (...cells: readonly string[]): Traced => {
    const { value, certain } = sumOfCells(sums, cells);
    return {
      text: marked(value === null ? '—' : `${value}`, certain),
      value,
      of: 'sum',
      cells: [...cells],
      whole: [],
      certain,
    };
  };
  const share = (cells: readonly string[], whole: readonly string[]): Traced => {
    const part = sumOfCells(sums, cells);
    const all = sumOfCells(sums, whole);
    const value = part.value === null || all.value === null || all.value === 0 ? null : part.value / all.value;
    const certain = part.certain && all.certain;
    return {
      text: marked(percentOf(value), certain),
      value,
      of: 'share',
      cells: [...cells],
      whole: [...whole],
      certain,
    };
  };
  return { sum, share };
}

const count = (value: number): Traced => ({
  ...{ text: `${value}`, value, of: 'count', cells: [], whole: [], certain: true },
});

/** A sentence as text and numbers in turn. */
type Piece = string | Traced;
type Sentence = Analysis['sections'][number]['sentences'][number];
const sentence = (id: string, ...pieces: readonly Piece[]): Sentence => ({
  id,
  text: pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join(''),
  numbers: pieces.filter((piece) => typeof piece !== 'string'),
});
/** Of nothing there is no share, and none is told. */
const ifAny = (share: Traced, ...pieces: readonly Piece[]): readonly Piece[] => (share.value === null ? [] : pieces);
const joined = (groups: readonly (readonly Piece[])[]): Piece[] =>
  groups.flatMap((group, index) => (index === 0 ? group : ['，', ...group]));

const total = (row: string): string => cellPath('applications', row, 'total');
const group = (form: FormVersion, name: string): readonly string[] =>
  rowsOf('applications', form)
    .filter((row) => row.group === name)
    .map(({ key }) => total(key));
const indicator = (id: string): Indicator => {
  const found = INDICATORS.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no indicator ${id}`);
  return found;
};

export function analysis(facts: AnalysisFacts): Analysis {
  const { year, scope, state, form, included, due } = facts;
  const { sum, share } = numbers(facts);
  const rate = (id: string): Traced => share(indicator(id).numerator, indicator(id).denominator);
  const place = scope === null ? '' : `${scope}及其下级`;
  return {
    title: `${year}年${place}政府信息公开工作年度报告数据分析`,
    year,
    sections: [
      {
        heading: '一、数据范围',
        sentences: [
          sentence('scope', ANALYSIS_STATES[state], '应计入', count(due), '个单位，已计入', count(included), '个。'),
        ],
      },
      { heading: '二、主动公开', sentences: proactive(facts) },
      {
        heading: '三、申请与办理',
        sentences: [
          sentence(
            'received',
            ...[
              '本年新收政府信息公开申请',
              sum(total('newlyReceived')),
              '件，上年结转',
              sum(total('carriedOver')),
              '件；',
            ],
            ...['本年度办理', sum(total('handledTotal')), '件，结转下年度继续办理', sum(total('carriedForward'))],
            ...['件', ...ifAny(rate('carriedForward'), '，结转率', rate('carriedForward')), '。'],
          ),
          ...yearOnYear(facts),
          sentence(
            'applicants',
            '新收申请中，',
            ...joined(
              APPLICANTS.map(({ key }) => {
                const cell = cellPath('applications', 'newlyReceived', key);
                const words = columnWords('applications', key, form);
                const part = share([cell], [total('newlyReceived')]);
                return [`${words}提出`, sum(cell), '件', ...ifAny(part, '，占', part)];
              }),
            ),
            '。',
          ),
          sentence(
            'disclosed',
            ...['予以公开', sum(total('disclosed')), '件，部分公开', sum(total('partiallyDisclosed'))],
            ...['件', ...ifAny(rate('disclosed'), '，予以公开率', rate('disclosed')), '。'],
          ),
          ...(['withheld', 'unavailable', 'notProcessed'] as const).map((name) => outcome(facts, name)),
          ...(rate('notHeld').value === null
            ? []
            : [sentence('notHeld', '其中本机关不掌握相关政府信息的占办理总数的', rate('notHeld'), '。')]),
        ],
      },
      { heading: '四、复议与诉讼', sentences: disputes(facts) },
      ...(facts.parts.length === 0 ? [] : [{ heading: '五、各地各系统', sentences: ranked(facts) }]),
    ],
  };
}

function proactive(facts: AnalysisFacts): Sentence[] {
  const { sum } = numbers(facts);
  const { form, sums } = facts;
  const rows = rowsOf('proactiveDisclosure', form);
  return rows.map(({ key }) => {
    const cells = [...sums.keys()].filter((path) => path.startsWith(`proactiveDisclosure/${key}/`));
    const told = cells.map((path): Piece[] => {
      const column = path.slice(path.lastIndexOf('/') + 1);
      return [`${columnWords('proactiveDisclosure', column, form)}`, ' ', sum(path)];
    });
    return sentence(`proactive.${key}`, `${rowWords('proactiveDisclosure', key, form)}：`, ...joined(told), '。');
  });
}

function yearOnYear({ sums, previous, included }: AnalysisFacts): Sentence[] {
  const cell = total('newlyReceived');
  const now = sums.get(cell);
  const before = previous?.sums.get(cell);
  if (previous === null || now == null || before == null || now.value === null || before.value === null) return [];
  const difference = now.value - before.value;
  const certain = now.certain && before.certain;
  const traced = (value: number, text: string, of: 'change' | 'share'): Traced => ({
    ...{ text: marked(text, certain), value, of, cells: [cell], whole: [cell], certain },
  });
  const words = difference === 0 ? '持平' : difference > 0 ? '增加' : '减少';
  const pieces: Piece[] = difference === 0 ? [] : [traced(difference, `${Math.abs(difference)}`, 'change'), '件'];
  const share: Piece[] =
    difference === 0 || before.value === 0
      ? []
      : ['（', traced(difference / before.value, percentOf(Math.abs(difference) / before.value), 'share'), '）'];
  return [
    sentence(
      'year-on-year',
      ...[`新收申请与${previous.year}年相比${words}`, ...pieces, ...share],
      ...['（', count(previous.included), '个单位比', count(included), '个单位）。'],
    ),
  ];
}

function outcome(facts: AnalysisFacts, name: 'withheld' | 'unavailable' | 'notProcessed'): Sentence {
  const { sum, share } = numbers(facts);
  const { form, sums } = facts;
  const cells = group(form, name);
  const [most] = cells.toSorted((a, b) => (sums.get(b)?.value ?? 0) - (sums.get(a)?.value ?? 0));
  const label = (applicationGroups[name] ?? '').replace(/^（.）/, '');
  const rowOf = (path: string): string => {
    const words = rowWords('applications', path.split('/')[1] ?? '', form);
    return words
      .slice(words.indexOf('›') + 1)
      .trim()
      .replace(/^\d\./, '');
  };
  const detail: Piece[] =
    most === undefined || (sums.get(most)?.value ?? 0) === 0 ? [] : [`，最多的是“${rowOf(most)}”`, sum(most), '件'];
  const part = share(cells, [total('handledTotal')]);
  return sentence(name, label, sum(...cells), '件', ...ifAny(part, '，占', part), ...detail, '。');
}

function disputes(facts: AnalysisFacts): Sentence[] {
  const { sum, share } = numbers(facts);
  const { form } = facts;
  const court = remedies.rows.filter((row) => row.group === 'litigation').map(({ key }) => key);
  return (
    [
      ['reconsideration', '行政复议', ['reconsideration'], 'correctedOnReview'],
      ['litigation', '行政诉讼', court, 'correctedInCourt'],
    ] as const
  ).map(([id, words, rows, rate]) => {
    const of = (column: string): readonly string[] => rows.map((row) => cellPath('remedies', row, column));
    const results = remedies.columns.filter(({ key }) => key !== 'total');
    const told = results.map(({ key }): Piece[] => [columnWords('remedies', key, form), sum(...of(key)), '件']);
    const { numerator, denominator } = indicator(rate);
    const corrected = share(numerator, denominator);
    return sentence(
      id,
      ...[`${words}共`, sum(...of('total')), '件，其中', ...joined(told)],
      ...(corrected.value === null ? ['；没有审结的案件。'] : ['；审结案件中纠正的占', corrected, '。']),
    );
  });
}

function ranked({ parts }: AnalysisFacts): Sentence[] {
  const { numerator, denominator } = indicator('disclosed');
  const rates = parts
    .map((part) => ({ name: part.name, share: numbers(part).share(numerator, denominator) }))
    .filter(({ share }) => share.value !== null)
    .toSorted((a, b) => (b.share.value ?? 0) - (a.share.value ?? 0));
  const told = rates.map(({ name, share }): Piece[] => [name, share]);
  return told.length === 0 ? [] : [sentence('parts', '予以公开率由高到低：', ...joined(told), '。')];
}

/** The analysis as a document: its sentences, charts with the numbers in them, and where each number comes from. */
export function analysisDocument(facts: AnalysisFacts, signature: WrittenDocument['signature']): WrittenDocument {
  const written = analysis(facts);
  const { sum } = numbers(facts);
  const bar = (name: string, cells: readonly string[]) => {
    const { value, text } = sum(...cells);
    return { name, value: value ?? 0, text };
  };
  const applicants: Block = {
    kind: 'bars',
    caption: '新收申请按申请人（件）',
    bars: APPLICANTS.map(({ key }) =>
      bar(columnWords('applications', key, facts.form), [cellPath('applications', 'newlyReceived', key)]),
    ),
  };
  const outcomes: Block = {
    kind: 'bars',
    caption: '办理结果（件）',
    bars: [
      bar('予以公开', [total('disclosed')]),
      bar('部分公开', [total('partiallyDisclosed')]),
      ...Object.entries(applicationGroups)
        .filter(([key]) => key !== 'outcome')
        .map(([key, words]) => bar(words.replace(/^（.）/, ''), groupOrRow(facts, key))),
    ],
  };
  const charts = new Map<string, readonly Block[]>([['三、申请与办理', [applicants, outcomes]]]);
  const traces = written.sections.flatMap(({ sentences }) =>
    sentences.flatMap(({ id, numbers: traced }) =>
      traced
        .filter(({ of }) => of !== 'count')
        .map(({ text, cells, whole }) => [
          id,
          text,
          [cells.join('＋'), whole.join('＋')].filter((part) => part !== '').join(' ÷ '),
        ]),
    ),
  );
  return {
    title: written.title,
    landscape: false,
    blocks: [
      ...written.sections.flatMap(({ heading, sentences }): Block[] => [
        { kind: 'heading', text: heading },
        ...sentences.map(({ text }): Block => ({ kind: 'paragraph', text })),
        ...(charts.get(heading) ?? []),
      ]),
      { kind: 'heading', text: '附：指标定义' },
      ...INDICATORS.map(({ name, definition }): Block => ({ kind: 'note', text: `${name}：${definition}` })),
      { kind: 'heading', text: '附：每个数的来源' },
      { kind: 'table', columns: ['句子', '数', '单元格'], widths: [2, 1.4, 6], rows: traces },
      { kind: 'note', text: '带 * 的数中有存疑或没有读出的报告，不是最终数。' },
    ],
    signature,
  };
}

/** The cells of a group; 其他处理 is one row where the form does not split it. */
function groupOrRow({ form, sums }: AnalysisFacts, key: string): readonly string[] {
  const own = total(key);
  return [...group(form, key), ...(sums.has(own) ? [own] : [])];
}
