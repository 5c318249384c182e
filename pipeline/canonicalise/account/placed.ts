import type { LeftOut } from '../../contracts/ink.ts';
import type { Table } from '../../contracts/report.ts';
import type { AlignedStatistics } from '../align/statistics-2008.ts';
import type { AlignedTables } from '../align-tables.ts';
import type { FoldedBlock } from '../fold-blocks.ts';
import type { Line } from '../line.ts';
import type { Prose } from '../prose.ts';

/** What the account is drawn up from: everything that the stages before handed over, and what was made of it. */
export interface Placed {
  /** The blocks of the report, each of which must end somewhere. */
  readonly blocks: readonly FoldedBlock[];
  readonly aligned: AlignedTables;
  readonly statistics: AlignedStatistics | null;
  /** Ordinals of the grids that the prose took as tables of the agency's own. */
  readonly own: ReadonlySet<number>;
  readonly tables: readonly (Table | null)[];
  /** The lines of the prose, and the tree that was made of them. */
  readonly lines: readonly Line[];
  readonly prose: Prose;
  readonly leftOut: readonly LeftOut[];
  readonly year: number | null;
  /** Whether a text is the title, or states a fact of the report. */
  readonly isFact: (text: string) => boolean;
}
