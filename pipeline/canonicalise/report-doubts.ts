import { DOUBT_WORDS } from '../../config/doubt-words.ts';
import { asksForLook, type Doubt } from '../contracts/doubt.ts';
import type { CanonicalReport } from '../contracts/report.ts';

type ReportDoubt = CanonicalReport['doubts'][number];

/**
 * The doubts of a report, each with the cells that it covers: one for each reason in each table, and those of the prose.
 * @param ofProse doubts that no cell carries, in reading order, with the facts that they cover
 */
export function reportDoubts(
  tables: CanonicalReport['tables'],
  ofProse: readonly { readonly doubt: Doubt; readonly cells: readonly string[] }[],
): ReportDoubt[] {
  const found: ReportDoubt[] = [];
  for (const [key, table] of Object.entries(tables)) {
    const inTable = new Map<string, ReportDoubt>();
    for (const [row, columns] of Object.entries(table?.rows ?? {})) {
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
      .filter(({ doubt }) => asksForLook(doubt.code))
      .map(({ doubt, cells }) => ({
        ...doubt,
        message: DOUBT_WORDS[doubt.code],
        origin: doubt.origin ?? null,
        cells: [...cells],
      })),
  ];
}
