import type { Source } from '../../pipeline/contracts/document.ts';
import type { OcrEngines } from '../../pipeline/contracts/ocr.ts';
import type { Cell, CheckedReport } from '../../pipeline/contracts/report.ts';
import { convert } from '../../pipeline/convert.ts';

/** A cell of a damaged file that looks certain and is not what the whole file says. */
export interface SilentCell {
  readonly path: string;
  readonly want: number | null;
  readonly got: number | null;
}

export interface Outcome {
  readonly silent: readonly SilentCell[];
  readonly passedBlank: boolean;
}

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

/** What became of a damaged file, held against the cells of the whole one. @throws ConversionError when it is refused */
export async function outcomeOf(source: Source, whole: Cells, engines: OcrEngines | null): Promise<Outcome> {
  const report = await convert(source, engines);
  const cells = cellsOf(report);
  const silent = [...cells].flatMap(([path, cell]): SilentCell[] => {
    const want = whole.get(path)?.value ?? null;
    const isMissing = cell.status === 'absent';
    return isCertain(cell) && !isMissing && cell.value !== want ? [{ path, want, got: cell.value }] : [];
  });
  const blank = [...cells.values()].every((cell) => cell.value === null);
  return { silent, passedBlank: blank && report.validation.status === 'passed' };
}
