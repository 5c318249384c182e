import { composeDraft, type Draft, type Part, piecesOf, type TablePart, withStyle } from '../draft.ts';
import { composeFacts } from '../facts.ts';
import { type Matrix, matrixOf } from '../matrix.ts';
import { line } from '../prose.ts';
import { randomFrom } from '../random.ts';
import { type Breakage, doubtful, plain } from './breakage.ts';

const LAST_YEARS_SEED = 20_101;

const unprinted = (matrix: Matrix): Matrix => ({
  ...matrix,
  cells: matrix.cells.map((c) => ({ ...c, path: undefined })),
});

/** The tables of another year of the same agency, with other numbers. */
function tablesOfLastYear(draft: Draft): TablePart[] {
  const last = composeDraft(randomFrom(LAST_YEARS_SEED), draft.format, { ...draft.facts, year: draft.facts.year - 1 });
  return last.parts.flatMap((p) => (p.kind === 'table' ? [{ ...p, matrix: unprinted(p.matrix) }] : []));
}

const around = (draft: Draft, change: (part: TablePart) => readonly Part[]): Draft => ({
  ...draft,
  parts: draft.parts.flatMap((p) => (p.kind === 'table' ? change(p) : [p])),
});

/** Puts parts before the first and behind the last piece of each table of the form. */
function beside(
  draft: Draft,
  above: (part: TablePart) => readonly Part[],
  below: (part: TablePart) => readonly Part[],
): Draft {
  const pieces = (table: TablePart['table']): Part[] =>
    draft.parts.filter((p) => p.kind === 'table' && p.table === table);
  return around(draft, (part) => [
    ...(pieces(part.table)[0] === part ? above(part) : []),
    part,
    ...(pieces(part.table).at(-1) === part ? below(part) : []),
  ]);
}

const framed = (draft: Draft, frame: 'textBox' | 'textBoxTwice' | 'layout'): Draft =>
  around(draft, (part) => [{ ...part, frame: part.frame ?? frame }]);

const LISTED: Matrix = matrixOf(
  [
    [
      { text: '公开渠道', kind: 'empty' },
      { text: '数量', kind: 'empty' },
      { text: '其他', kind: 'empty' },
    ],
    [
      { text: '门户网站', kind: 'empty' },
      { text: '1203', kind: 'empty' },
      { text: '14', kind: 'empty' },
    ],
    [
      { text: '总计', kind: 'empty' },
      { text: '1410', kind: 'empty' },
      { text: '20', kind: 'empty' },
    ],
  ],
  1,
  1,
);

const TWO_MORE: readonly (readonly [string, string])[] = [
  ['行政许可', '341'],
  ['行政处罚', '27'],
];

export const DOCUMENT_BREAKAGES: readonly Breakage[] = [
  doubtful('last year’s tables below this year’s', (draft) => {
    const old = tablesOfLastYear(draft);
    return beside(
      draft,
      () => [],
      (part) => [line('caption', `附：${draft.facts.year - 1}年度情况`), ...old.filter((t) => t.table === part.table)],
    );
  }),
  doubtful('last year’s tables above this year’s', (draft) => {
    const old = tablesOfLastYear(draft);
    return beside(
      draft,
      (part) => [
        line('caption', `${draft.facts.year - 1}年度`),
        ...old.filter((t) => t.table === part.table),
        line('caption', `${draft.facts.year}年度`),
      ],
      () => [],
    );
  }),
  doubtful(
    'last year’s tables beside this year’s',
    (draft) => {
      const old = tablesOfLastYear(draft);
      return around(draft, (part) =>
        piecesOf(draft, part.table) > 1
          ? [part]
          : [{ kind: 'side', tables: [part, ...old.filter((t) => t.table === part.table)] }],
      );
    },
    ['html', 'docx'],
  ),
  doubtful('last year’s tables in an annex', (draft) => ({
    ...draft,
    parts: [...draft.parts, line('caption', `附件：${draft.facts.year - 1}年度数据`), ...tablesOfLastYear(draft)],
  })),
  doubtful('a second report behind the first', (draft, random) => {
    const other = composeDraft(random, draft.format, composeFacts(random, draft.facts.kind));
    return {
      ...draft,
      parts: [
        ...draft.parts,
        ...other.parts.map((p) => (p.kind === 'table' ? { ...p, matrix: unprinted(p.matrix) } : p)),
      ],
    };
  }),
  plain('a table of something else in section one', (draft) => {
    const at = draft.parts.findIndex((p) => p.kind === 'line' && p.role === 'subheading');
    return { ...draft, parts: draft.parts.toSpliced(at + 2, 0, { kind: 'table', table: null, matrix: LISTED }) };
  }),
  plain('words of the form in a table of something else', (draft, random) => {
    const rows = random.shuffled(TWO_MORE).map((row) => row.map((text) => ({ text, kind: 'empty' as const })));
    const matrix = matrixOf(
      [
        [
          { text: '事项', kind: 'empty' },
          { text: '公示数量', kind: 'empty' },
        ],
        ...rows,
      ],
      1,
      1,
    );
    const at = draft.parts.findIndex((p) => p.kind === 'line' && p.role === 'subheading');
    return { ...draft, parts: draft.parts.toSpliced(at + 2, 0, { kind: 'table', table: null, matrix }) };
  }),
  plain(
    'a hidden table with other numbers',
    (draft) => ({
      ...draft,
      parts: [...tablesOfLastYear(draft).map((p) => ({ ...p, frame: 'hidden' as const })), ...draft.parts],
    }),
    ['html', 'docx'],
  ),
  plain('tables in text boxes', (draft) => framed(draft, 'textBox'), ['docx']),
  plain('tables in text boxes, with a copy for older programs', (draft) => framed(draft, 'textBoxTwice'), ['docx']),
  plain('tables in content controls', (draft) => withStyle(draft, { contentControls: true }), ['docx']),
  plain('blank cells skipped over and cells joined in the old way', (draft) => withStyle(draft, { legacyGrid: true }), [
    'docx',
  ]),
  plain('end tags left out and spans too long', (draft) => withStyle(draft, { carelessMarkup: true }), ['html']),
  plain(
    'an encoding that is not the declared one',
    (draft, random) => withStyle(draft, { encoding: random.pick(['lyingUtf8', 'lyingGb'] as const) }),
    ['html'],
  ),
  plain('the tables left out', (draft) => ({
    ...draft,
    parts: draft.parts.filter((part) => part.kind === 'line' || (part.kind === 'table' && part.table === null)),
    truth: new Map([...draft.truth].map(([path]) => [path, { value: null, status: 'absent' as const }])),
  })),
  plain('tables inside layout tables', (draft) => framed(draft, 'layout'), ['html', 'docx']),
  plain(
    'tables of styled blocks',
    (draft, random) => withStyle(draft, { html: random.pick(['divs', 'cssTable', 'cssGrid'] as const) }),
    ['html'],
  ),
  plain('tables with head cells', (draft) => withStyle(draft, { html: 'headCells' }), ['html']),
  plain('the page pasted from Word', (draft) => withStyle(draft, { wordPaste: true }), ['html']),
  plain('characters as entities', (draft) => withStyle(draft, { entities: true }), ['html']),
  plain(
    'another encoding',
    (draft, random) => withStyle(draft, { encoding: random.pick(['gb18030', 'undeclared'] as const) }),
    ['html', 'text'],
  ),
  plain('a page of a site', (draft) => withStyle(draft, { chrome: true }), ['html', 'text']),
  plain(
    'facts in lines',
    (draft, random) => withStyle(draft, { factsAs: random.pick(['lines', 'oneLine', 'meta'] as const) }),
    ['html', 'text'],
  ),
  plain('a mirror in Traditional characters with readings', (draft) => withStyle(draft, { mirror: true }), [
    'html',
    'text',
  ]),
  plain('labels cut into runs', (draft) => withStyle(draft, { splitRuns: true }), ['docx']),
  plain('headings numbered by the program', (draft) => withStyle(draft, { numbered: true }), ['docx']),
  plain('tracked changes', (draft) => withStyle(draft, { trackedChanges: true }), ['docx']),
];

const DELIMITED_STYLES = [
  'cells',
  'spacedCells',
  'tabs',
  'pipes',
  'framedPipes',
  'commas',
  'semicolons',
  'spaces',
] as const;

export const TEXT_STYLES: readonly Breakage[] = [
  doubtful('text: column by column', (draft) => withStyle(draft, { text: 'columns' }), ['text']),
  ...DELIMITED_STYLES.flatMap((style) => [
    plain(`text: ${style} with placeholders`, (draft) => withStyle(draft, { text: style, placeholders: true }), [
      'text',
    ]),
    plain(`text: ${style}`, (draft) => withStyle(draft, { text: style, placeholders: false }), ['text']),
  ]),
];
