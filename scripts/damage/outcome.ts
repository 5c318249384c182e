import type { Source } from '../../pipeline/contracts/document.ts';
import { ConversionError } from '../../pipeline/contracts/errors.ts';
import type { OcrEngines } from '../../pipeline/contracts/ocr.ts';
import type { Cell, CheckedReport } from '../../pipeline/contracts/report.ts';
import { convert } from '../../pipeline/convert.ts';

/** A cell of a damaged file that looks certain and is not what the whole file says. */
export interface SilentCell {
  readonly path: string;
  readonly want: number | null;
  readonly got: number | null;
}

export type Outcome =
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'read'; readonly silent: readonly SilentCell[]; readonly passedBlank: boolean };

type Cells = ReadonlyMap<string, Cell>;

/** The cells of a report by table, row and column. */
export function cellsOf({ tables }: CheckedReport): Cells {
  const cells = new Map<string, Cell>();
  for (const [table, read] of Object.entries(tables)) {
    for (const [row, columns] of Object.entries(read?.rows ?? {})) {
      for (const [column, cell] of Object.entries(columns)) cells.set(`${table}/${row}/${column}`, cell);
    }
  }
  return cells;
}

const isCertain = ({ needsReview, status }: Cell): boolean => !needsReview && status !== 'illegible';

/** What became of a damaged file, held against the cells of the whole one. */
export async function outcomeOf(source: Source, whole: Cells, engines: OcrEngines | null): Promise<Outcome> {
  try {
    const report = await convert(source, engines);
    const cells = cellsOf(report);
    const silent = [...cells].flatMap(([path, cell]): SilentCell[] => {
      const want = whole.get(path)?.value ?? null;
      const isMissing = cell.status === 'absent';
      return isCertain(cell) && !isMissing && cell.value !== want ? [{ path, want, got: cell.value }] : [];
    });
    const blank = [...cells.values()].every((cell) => cell.value === null);
    return { kind: 'read', silent, passedBlank: blank && report.validation.status === 'passed' };
  } catch (error) {
    if (error instanceof ConversionError && error.code !== 'internal') return { kind: 'refused', code: error.code };
    throw error;
  }
}
