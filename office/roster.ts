import { ROSTER_LIMITS } from '../config/limits/office.ts';
import type { RosterEntry, RosterProblem } from '../contracts/campaigns.ts';
import { AGENCY_KINDS, type AgencyKind, REPORT_SCOPES, type ReportScope } from '../contracts/states.ts';

/** A roster as a table of texts: what it says, and what is wrong with it by row and column. */

/** Headers of a roster, in the order of the export. @source contract/API.md, Roster columns */
export const ROSTER_COLUMNS = {
  agency: '单位名称',
  aliases: '别名',
  parent: '上级单位',
  kind: '类别',
  mayIssueRegulations: '可制发规章',
  scope: '报送口径',
  submitBy: '报送截止',
  publishBy: '公开截止',
  contact: '联系人',
  phone: '电话',
  standing: '状态',
} as const;
type Column = keyof typeof ROSTER_COLUMNS;

const PROBLEMS = {
  'header-missing': '缺少这一列。',
  'header-repeated': '这一列出现了两次。',
  'too-many-rows': `超过 ${ROSTER_LIMITS.rows} 行的上限。`,
  'too-many-columns': `超过 ${ROSTER_LIMITS.columns} 列的上限。`,
  'too-long': '内容过长。',
  'name-missing': '没有填写单位名称。',
  'name-repeated': '名称或别名与另一行重复。',
  'kind-unknown': `类别应为 ${Object.values(AGENCY_KINDS).join('、')}。`,
  'yes-or-no': '应填 是 或 否。',
  'scope-unknown': '报送口径应为 本级 或 汇总。',
  'day-unreadable': '日期应为 2024-01-26 这样的形式。',
  'standing-unknown': '状态应为 应报、免报 或 并入X。',
  'parent-unknown': '名册中没有这个上级单位。',
  'parent-circle': '上级单位互相包含。',
  'merged-unknown': '名册中没有并入的单位。',
  'has-documents': '这个单位已有报告，不能从名册中去掉；可改为 免报 或 并入X。',
  'name-ambiguous': '这个名称属于两个已有的单位。',
} as const;
export type RosterProblemCode = keyof typeof PROBLEMS;

/** @param row from 1, the headers being row 1 */
export const rosterProblem = (row: number, column: string, code: RosterProblemCode): RosterProblem => ({
  row,
  column,
  code,
  message: PROBLEMS[code],
});

export interface ParsedRoster {
  readonly entries: readonly RosterEntry[];
  /** Row of each entry in the table. */
  readonly rows: readonly number[];
  readonly problems: readonly RosterProblem[];
}

/** Names compare without white space and width, so that a typist's blank makes no other agency. */
export const nameKey = (name: string): string => name.normalize('NFKC').replace(/\s+/gu, '');

const splitNames = (text: string): string[] => [
  ...new Set(
    text
      .split(/[、,，;；\n]/u)
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  ),
];

/** 2024-01-26, 2024/1/26, 2024.1.26, 2024年1月26日 → 2024-01-26; null for no day of the calendar. */
export function readDay(text: string): string | null {
  const parts = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/u.exec(text.normalize('NFKC').trim());
  if (parts === null) return null;
  const [, year = '', month = '', day = ''] = parts;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso) ? iso : null;
}

const keyOf = <T extends string>(words: Readonly<Record<T, string>>, word: string): T | null => {
  for (const key of Object.keys(words) as T[]) if (words[key] === word) return key;
  return null;
};

const YES = new Set(['是', '有', '可', 'Y', 'y', '1', 'true', 'TRUE']);
const NO = new Set(['', '否', '无', '不可', 'N', 'n', '0', 'false', 'FALSE']);

/**
 * Reads a roster.
 * @param table rows of texts, the first of them the headers. Columns that are not ours are kept with their headers.
 */
export function parseRoster(table: readonly (readonly string[])[]): ParsedRoster {
  const problems: RosterProblem[] = [];
  const [headers = [], ...body] = table;
  const names = headers.map((header) => header.trim());
  const place = new Map<string, number>();
  names.forEach((name, index) => {
    if (name === '') return;
    if (place.has(name)) problems.push(rosterProblem(1, name, 'header-repeated'));
    else place.set(name, index);
  });
  if (!place.has(ROSTER_COLUMNS.agency)) problems.push(rosterProblem(1, ROSTER_COLUMNS.agency, 'header-missing'));
  if (names.length > ROSTER_LIMITS.columns) problems.push(rosterProblem(1, '', 'too-many-columns'));
  if (body.length > ROSTER_LIMITS.rows) problems.push(rosterProblem(ROSTER_LIMITS.rows + 2, '', 'too-many-rows'));
  if (problems.length > 0) return { entries: [], rows: [], problems };

  const ours = new Set<string>(Object.values(ROSTER_COLUMNS));
  const others = [...place].filter(([name]) => !ours.has(name));
  const entries: RosterEntry[] = [];
  const rows: number[] = [];
  body.forEach((cells, index) => {
    if (cells.every((cell) => cell.trim() === '')) return;
    const row = index + 2;
    const textOf = (column: Column): string => {
      const at = place.get(ROSTER_COLUMNS[column]);
      return at === undefined ? '' : (cells[at] ?? '').trim();
    };
    const extra = Object.fromEntries(others.flatMap(([name, at]) => (cells[at] ? [[name, cells[at] ?? '']] : [])));
    entries.push(readEntry(textOf, extra, (column, code) => problems.push(rosterProblem(row, column, code))));
    rows.push(row);
  });
  problems.push(...problemsBetween(entries, rows));
  problems.sort((a, b) => a.row - b.row);
  return { entries, rows, problems: problems.slice(0, ROSTER_LIMITS.problems) };
}

function readEntry(
  textOf: (column: Column) => string,
  extra: Readonly<Record<string, string>>,
  report: (column: string, code: RosterProblemCode) => void,
): RosterEntry {
  const complain = (column: Column, code: RosterProblemCode): void => report(ROSTER_COLUMNS[column], code);
  for (const column of Object.keys(ROSTER_COLUMNS) as Column[]) {
    const limit =
      column === 'agency' || column === 'parent' ? ROSTER_LIMITS.nameCharacters : ROSTER_LIMITS.cellCharacters;
    if (textOf(column).length > limit) complain(column, 'too-long');
  }
  for (const [name, text] of Object.entries(extra)) {
    if (text.length > ROSTER_LIMITS.cellCharacters) report(name, 'too-long');
  }
  const dayOf = (column: 'submitBy' | 'publishBy'): string | null => {
    const text = textOf(column);
    const day = text === '' ? null : readDay(text);
    if (text !== '' && day === null) complain(column, 'day-unreadable');
    return day;
  };
  const agency = textOf('agency');
  if (agency === '') complain('agency', 'name-missing');
  const kind = textOf('kind') === '' ? 'other' : keyOf<AgencyKind>(AGENCY_KINDS, textOf('kind'));
  if (kind === null) complain('kind', 'kind-unknown');
  const scope = textOf('scope') === '' ? 'self' : keyOf<ReportScope>(REPORT_SCOPES, textOf('scope'));
  if (scope === null) complain('scope', 'scope-unknown');
  const rules = textOf('mayIssueRegulations');
  if (!YES.has(rules) && !NO.has(rules)) complain('mayIssueRegulations', 'yes-or-no');
  const standing = standingOf(textOf('standing'));
  if (standing === null) complain('standing', 'standing-unknown');
  return {
    agency,
    aliases: splitNames(textOf('aliases')).filter((alias) => nameKey(alias) !== nameKey(agency)),
    parent: textOf('parent') || null,
    kind: kind ?? 'other',
    mayIssueRegulations: YES.has(rules),
    scope: scope ?? 'self',
    submitBy: dayOf('submitBy'),
    publishBy: dayOf('publishBy'),
    contact: textOf('contact'),
    phone: textOf('phone'),
    standing: standing ?? { kind: 'due' },
    extra,
  };
}

function standingOf(text: string): RosterEntry['standing'] | null {
  if (text === '' || text === '应报') return { kind: 'due' };
  if (text === '免报') return { kind: 'exempt' };
  const into = /^并入\s*(.+)$/u.exec(text)?.[1]?.trim();
  return into === undefined ? null : { kind: 'merged', into };
}

/** What only the rows together show: names that two of them have, parents that are none, circles. */
function problemsBetween(entries: readonly RosterEntry[], rows: readonly number[]): readonly RosterProblem[] {
  const problems: RosterProblem[] = [];
  const rowOf = (index: number): number => rows[index] ?? 0;
  const holder = new Map<string, number>();
  entries.forEach(({ agency }, index) => {
    if (agency === '') return;
    const key = nameKey(agency);
    if (holder.has(key)) problems.push(rosterProblem(rowOf(index), ROSTER_COLUMNS.agency, 'name-repeated'));
    else holder.set(key, index);
  });
  const named = new Map(holder);
  entries.forEach(({ aliases }, index) => {
    for (const alias of aliases) {
      const key = nameKey(alias);
      if ((named.get(key) ?? index) !== index) {
        problems.push(rosterProblem(rowOf(index), ROSTER_COLUMNS.aliases, 'name-repeated'));
      } else named.set(key, index);
    }
  });
  entries.forEach(({ parent, standing }, index) => {
    if (parent !== null && !named.has(nameKey(parent))) {
      problems.push(rosterProblem(rowOf(index), ROSTER_COLUMNS.parent, 'parent-unknown'));
    }
    if (standing.kind === 'merged' && !named.has(nameKey(standing.into))) {
      problems.push(rosterProblem(rowOf(index), ROSTER_COLUMNS.standing, 'merged-unknown'));
    }
  });
  entries.forEach((_, index) => {
    let at: number | undefined = index;
    for (let steps = 0; at !== undefined; steps++) {
      const parent: string | null = entries[at]?.parent ?? null;
      at = parent === null ? undefined : named.get(nameKey(parent));
      if (at === index || steps > ROSTER_LIMITS.depth) {
        problems.push(rosterProblem(rowOf(index), ROSTER_COLUMNS.parent, 'parent-circle'));
        return;
      }
    }
  });
  return problems;
}

/** The roster as a table: what `parseRoster` reads as the same entries. Columns of others stand behind ours. */
export function rosterTable(entries: readonly RosterEntry[]): string[][] {
  const others = [...new Set(entries.flatMap(({ extra }) => Object.keys(extra)))];
  const rows = entries.map((entry) => [
    entry.agency,
    entry.aliases.join('、'),
    entry.parent ?? '',
    AGENCY_KINDS[entry.kind],
    entry.mayIssueRegulations ? '是' : '否',
    REPORT_SCOPES[entry.scope],
    entry.submitBy ?? '',
    entry.publishBy ?? '',
    entry.contact,
    entry.phone,
    entry.standing.kind === 'merged'
      ? `并入${entry.standing.into}`
      : { due: '应报', exempt: '免报' }[entry.standing.kind],
    ...others.map((name) => entry.extra[name] ?? ''),
  ]);
  return [[...Object.values(ROSTER_COLUMNS), ...others], ...rows];
}
