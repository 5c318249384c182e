import { TABLE_KEYS, type TableKey } from '../../config/catalogue/form.ts';
import { DOUBT_WORDS } from '../../config/doubt-words.ts';
import { asksForLook, type Doubt } from '../contracts/doubt.ts';
import type { CanonicalReport, Table } from '../contracts/report.ts';

type ReportDoubt = CanonicalReport['doubts'][number];

/**
 * The doubts of a report, each with the cells that it covers: one for each reason in each table, and those of the prose.
 * @param ofProse doubts that no cell carries, in reading order
 */
export function reportDoubts(
  tables: Readonly<Record<TableKey, Table | null>>,
  ofProse: readonly Doubt[],
): ReportDoubt[] {
  const found: ReportDoubt[] = [];
  for (const key of TABLE_KEYS) {
    const inTable = new Map<string, ReportDoubt>();
    for (const [row, columns] of Object.entries(tables[key]?.rows ?? {})) {
      for (const [column, cell] of Object.entries(columns)) {
        for (const code of cell.doubts) {
          const known = inTable.get(code);
          if (known) known.cells.push(`${key}/${row}/${column}`);
          else {
            const cells = [`${key}/${row}/${column}`];
            inTable.set(code, { code, message: DOUBT_WORDS[code], origin: cell.origin, cells });
          }
        }
      }
    }
    found.push(...inTable.values());
  }
  return [
    ...found,
    ...ofProse
      .filter(({ code }) => asksForLook(code))
      .map((each) => ({ ...each, message: DOUBT_WORDS[each.code], origin: each.origin ?? null, cells: [] })),
  ];
}
