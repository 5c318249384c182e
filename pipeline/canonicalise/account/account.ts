import { ACCOUNT_LIMITS } from '../../../config/limits/account.ts';
import type { LeftOut, Unplaced } from '../../contracts/ink.ts';
import type { Table } from '../../contracts/report.ts';
import type { AlignedTables } from '../align-tables.ts';
import type { FoldedBlock } from '../fold-blocks.ts';
import type { Line, Prose } from '../prose.ts';
import { unplacedOfLeftOut } from './left-out.ts';
import { unplacedLines } from './lines.ts';
import { unplacedInTables } from './tables.ts';

/** What the account is drawn up from: everything that the stages before handed over, and what was made of it. */
export interface Placed {
  /** The blocks of the report, each of which must end somewhere. */
  readonly blocks: readonly FoldedBlock[];
  readonly aligned: AlignedTables;
  readonly tables: readonly (Table | null)[];
  /** The lines of the prose, and the tree that was made of them. */
  readonly lines: readonly Line[];
  readonly prose: Prose;
  readonly leftOut: readonly LeftOut[];
  readonly year: number | null;
  /** Whether a text is the title, or states a fact of the report. */
  readonly isFact: (text: string) => boolean;
}

/**
 * The account of the ink. Whatever a reader of the paper sees ends as label, header, value, remark, prose or furniture;
 * what ends nowhere is given back, in reading order within each kind: rows and numbers of tables, lines, what was left
 * out before.
 */
export function unplacedIn(placed: Placed): readonly Unplaced[] {
  const found = [
    ...unplacedInTables(placed),
    ...unplacedLines(placed.lines, placed.prose, placed.isFact),
    ...unplacedOfLeftOut(placed.leftOut),
  ];
  return found
    .slice(0, ACCOUNT_LIMITS.unplaced)
    .map((each) => ({ ...each, text: each.text.slice(0, ACCOUNT_LIMITS.text) }));
}
