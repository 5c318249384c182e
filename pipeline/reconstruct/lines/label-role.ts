import type { TableKey } from '../../../config/catalogue/form.ts';
import { LINE_TOLERANCES } from '../../../config/limits/lines.ts';
import type { FormPlace, LabelMatch } from '../../form/label.ts';
import { labelsOf } from './cell-text.ts';

/** What a text among the cells of a table is. */
export type LabelRole =
  /** Heads columns, a band or the whole table. */
  | { readonly kind: 'header'; readonly place: FormPlace }
  /** Spans several rows: 三、本年度办理结果, （三）不予公开. */
  | { readonly kind: 'group'; readonly place: FormPlace }
  /** Names one row of values. */
  | { readonly kind: 'row'; readonly place: FormPlace }
  | { readonly kind: 'unknown' };

export interface RoleContext {
  readonly table: TableKey | null;
  /** Rows of values have begun: 其他 and 总计 are rows now, no columns. */
  readonly inRows: boolean;
  /** What follows is a value: 行政复议 and （六）其他处理 name rows then. */
  readonly beforeValue: boolean;
}

const UNKNOWN: LabelRole = { kind: 'unknown' };
/** Matches so close to the best that the surroundings decide between them. */
const NEAR = 0.06;

const isRow = (m: LabelMatch): boolean => m.place.kind === 'row';
const isGroup = (m: LabelMatch): boolean => m.place.kind === 'rowGroup';

/** Tells rows, groups and headers apart; labels that the form uses twice are told by where they stand. */
export function roleOf(text: string, context: RoleContext): LabelRole {
  const matches = labelsOf(text).filter((m) => m.score >= LINE_TOLERANCES.cellScore);
  const [best] = matches;
  if (!best) return UNKNOWN;
  const near = matches.filter((m) => m.score >= best.score - NEAR);
  const inTable = near.filter((m) => m.place.table === context.table);
  const candidates = inTable.length > 0 ? inTable : near;
  const header = candidates.find((m) => !isRow(m) && !isGroup(m));
  const group = candidates.find(isGroup);
  const row = candidates.find(isRow);
  if (row?.place.table === 'remedies') return { kind: context.beforeValue ? 'row' : 'header', place: row.place };
  if (group && row)
    return context.beforeValue ? { kind: 'row', place: row.place } : { kind: 'group', place: group.place };
  if (header && row)
    return context.inRows ? { kind: 'row', place: row.place } : { kind: 'header', place: header.place };
  // 合计 among the rows of table two heads no column there: it names a row that the form does not have
  if (header && context.inRows && context.beforeValue && context.table && header.place.table !== context.table)
    return UNKNOWN;
  if (row) return { kind: 'row', place: row.place };
  if (group) return { kind: 'group', place: group.place };
  return header ? { kind: 'header', place: header.place } : UNKNOWN;
}

/** Whether a text can only head columns: no row of the form is called so. Such a text begins the header again. */
export const isColumnHead = (text: string): boolean => {
  const matches = labelsOf(text).filter((m) => m.score >= LINE_TOLERANCES.cellScore);
  const top = matches[0]?.score ?? 0;
  return matches.length > 0 && matches.every((m) => m.score < top - NEAR || (!isRow(m) && !isGroup(m)));
};
