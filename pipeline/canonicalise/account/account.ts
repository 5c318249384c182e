import { ACCOUNT_LIMITS } from '../../../config/limits/account.ts';
import type { Unplaced } from '../../contracts/ink.ts';
import { unplacedOfLeftOut } from './left-out.ts';
import { unplacedLines } from './lines.ts';
import type { Placed } from './placed.ts';
import { unplacedInTables } from './tables.ts';

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
