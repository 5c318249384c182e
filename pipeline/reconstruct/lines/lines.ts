import type { TextLine } from '../../contracts/document.ts';
import { doubt } from '../../contracts/doubt.ts';
import type { Block, Grid } from '../../contracts/grid.ts';
import { measureOf, readAlignedRun } from './aligned-run.ts';
import { meaningsOfBlankLines, readStream } from './cell-stream.ts';
import { readDelimitedRun } from './delimited-run.ts';
import { withBoxesRead } from './drawn-boxes.ts';
import { shapeLines } from './line-shape.ts';
import { withoutMarkup } from './markup.ts';
import { separateFacts } from './metadata-block.ts';
import { readParagraphs, wrapWidth } from './paragraphs.ts';
import { joinQuotedLines } from './quoted-lines.ts';
import type { ReadTable, RunPart } from './read-table.ts';
import { type GapHabits, learnGapHabits, settledRows } from './row-gaps.ts';
import { modesOf } from './run-mode.ts';
import { withoutSerials } from './serial-numbers.ts';
import { readStreamRows, type StreamRow } from './stream-rows.ts';
import { readStreamRun } from './stream-run.ts';
import { type RunLine, type Stretch, separateTables } from './table-runs.ts';
import { settleSides } from './value-sides.ts';

type Run = readonly RunLine[];

interface StreamReading {
  readonly rows: ReadonlyMap<Run, readonly StreamRow[]>;
  readonly habits: GapHabits;
}

/** Reads the runs in which cells follow one another; of the meanings that blank lines can have, the one that fits most rows. */
function readStreams(runs: readonly Run[]): StreamReading {
  const readings = meaningsOfBlankLines(runs).map((meaning) => {
    const rows = new Map(
      runs.map((run) => [run, settleSides(withoutSerials(readStreamRows(readStream(run, meaning))))]),
    );
    const all = [...rows.values()].flat();
    const habits = learnGapHabits(all);
    return { rows, habits, settled: settledRows(all, habits) };
  });
  return readings.reduce((best, each) => (each.settled > best.settled ? each : best));
}

/** Reads every run of lines in the way in which its cells are set apart. Runs of one kind share what they show. */
function readRuns(runs: readonly Run[]): ReadonlyMap<Run, readonly RunPart[]> {
  const modes = modesOf(runs);
  const { rows, habits } = readStreams(runs.filter((run) => modes.get(run) === 'stream'));
  const measure = measureOf(runs.filter((run) => modes.get(run) === 'aligned'));
  return new Map(
    runs.map((run) => {
      const ofStream = rows.get(run);
      if (ofStream) return [run, readStreamRun(run, ofStream, habits)];
      return [run, modes.get(run) === 'aligned' ? readAlignedRun(run, measure) : readDelimitedRun(run)];
    }),
  );
}

function toGrid(table: ReadTable, ordinal: number): Grid {
  const cells = table.rows.flatMap((row, r) =>
    row.map(({ slot, column, rowSpan, columnSpan, doubts }) => ({
      row: r,
      column,
      rowSpan,
      columnSpan,
      text: slot.text,
      confidence: 1,
      ...(doubts.length > 0 ? { doubts: doubts.map((code) => doubt(code)) } : {}),
      origin: { table: ordinal, row: r + 1, column: slot.position, line: slot.line },
    })),
  );
  return {
    kind: 'table',
    layout: table.layout,
    rows: table.rows.length,
    columns: cells.reduce((most, cell) => Math.max(most, cell.column + cell.columnSpan), 0),
    cells,
    regions: [{ table: ordinal }],
  };
}

/**
 * Finds the paragraphs and the tables of plain text again: a dump of a report in which cells are set apart by tabs, pipes,
 * commas or spaces, or stand one a line, with or without something for merged and blank cells.
 * Tables of the form come out one grid each, `geometric` where headers and values share their columns, else `sequence`:
 * labels, then values, blank ones as cells without text. Never throws.
 */
export function readLines(lines: readonly TextLine[]): readonly Block[] {
  const stretches: readonly Stretch[] = separateTables(
    shapeLines(joinQuotedLines(withBoxesRead(withoutMarkup(lines)))),
  );
  const parts = readRuns(stretches.flatMap((stretch) => (stretch.kind === 'run' ? [stretch.lines] : [])));
  const inOrder = stretches
    .flatMap((stretch): readonly RunPart[] => (stretch.kind === 'prose' ? [stretch] : (parts.get(stretch.lines) ?? [])))
    .flatMap((part) => (part.kind === 'prose' ? separateFacts(part.lines) : [part]));
  const width = wrapWidth(inOrder.flatMap((part) => (part.kind === 'prose' ? part.lines : [])));
  const blocks: Block[] = [];
  let tables = 0;
  let paragraphs = 0;
  let afterProse = false;
  for (const part of inOrder) {
    if (part.kind === 'table') {
      blocks.push(toGrid(part.table, ++tables));
      afterProse = true;
      continue;
    }
    for (const { text, alignment, line } of readParagraphs(part.lines, width, afterProse)) {
      const origin = { paragraph: ++paragraphs, line };
      blocks.push({ kind: 'paragraph', text, alignment, headingLevel: null, origin });
      afterProse ||= text.includes('。');
    }
  }
  return blocks;
}
