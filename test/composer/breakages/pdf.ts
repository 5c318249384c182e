import { type Draft, withStyle } from '../draft.ts';
import type { PdfStyle } from '../pdf/pdf-style.ts';
import type { Random } from '../random.ts';
import { type Breakage, doubtful, plain } from './breakage.ts';

type Change = Partial<PdfStyle> | ((random: Random) => Partial<PdfStyle>);

const drawn =
  (change: Change): Breakage['apply'] =>
  (draft: Draft, random: Random): Draft =>
    withStyle(draft, { pdf: { ...draft.style.pdf, ...(typeof change === 'function' ? change(random) : change) } });

const clear = (name: string, change: Change): Breakage => plain(`pdf: ${name}`, drawn(change), ['pdf']);
const unclear = (name: string, change: Change): Breakage => doubtful(`pdf: ${name}`, drawn(change), ['pdf']);

/** How the sheets and the tables on them are laid out. */
const LAYOUTS: readonly Breakage[] = [
  clear('landscape', { sheet: 'landscape' }),
  clear('a rotated page', (random) => ({ sheet: random.pick(['rotated', 'upsideDown'] as const) })),
  clear('drawn sideways', { sheet: 'sideways' }),
  clear('scaled content', (random) => ({ unit: random.pick([0.24, 0.06, 10]) })),
  clear('a cropped page', { cropped: true }),
  clear('large text', { cellSize: 12, proseSize: 16 }),
  clear('small text', { cellSize: 6.5, proseSize: 10 }),
  clear('short pages', (random) => ({ pageShare: random.pick([0.3, 0.45, 0.6]) })),
  clear('rows torn by pages', (random) => ({ breaks: 'lines', pageShare: random.pick([0.25, 0.4, 0.55]) })),
  clear('headers repeated on pages', (random) => ({ headRepeated: true, pageShare: random.pick([0.4, 0.6]) })),
  clear('frames open at page ends', { openBreaks: true, pageShare: 0.5 }),
  clear('head lines', { margins: 'heads' }),
  clear('no page numbers', { margins: 'blank' }),
  clear('text at the top of cells', { rise: 'top' }),
  clear('text at the bottom of cells', { rise: 'bottom' }),
  clear('numbers to the right', { align: 'right' }),
  clear('numbers to the left', { align: 'left' }),
  clear('tight columns', { columns: 'fitted', padding: 0.5 }),
  unclear('columns too narrow for their numbers', { columns: 'narrow', padding: 1 }),
  clear('prose beside a table', { proseBeside: true }),
];

/** What the lines of tables are drawn with, and which are there. */
const RULES: readonly Breakage[] = [
  clear('rules side by side', (random) => ({ rules: random.pick(['cellSides', 'cellFrames'] as const) })),
  clear('rules as bars', { rules: 'bars' }),
  clear('double rules', { rules: 'doubled' }),
  clear('dashed rules', (random) => ({ rules: random.pick(['dashed', 'dashes'] as const) })),
  clear('broken rules', { rules: 'broken' }),
  clear('rules in forms', { rules: 'form' }),
  clear('rules as gaps', { rules: 'gaps' }),
  clear('shaded headers', { shaded: true }),
  clear('horizontal rules', { ruled: 'horizontal' }),
  clear('vertical rules', { ruled: 'vertical' }),
  clear('open sides', { ruled: 'openSides' }),
  clear('three rules', { ruled: 'threeLines' }),
  clear('no rules', { ruled: 'none' }),
  unclear('a rule missing', { missingRules: 1 }),
  unclear('several rules missing', { missingRules: 4 }),
];

/** How the text is shown and what lies over it. */
const TEXTS: readonly Breakage[] = [
  clear('characters one by one', { shown: 'characters' }),
  clear('rows in one run', { shown: 'rows' }),
  clear('rows in one run with spaces', { shown: 'spacedRows' }),
  clear('text in any order', (random) => ({ order: random.pick(['shuffled', 'byColumn'] as const) })),
  clear('labels written downwards', { groupLabels: 'vertical' }),
  clear('labels turned', { groupLabels: 'turned' }),
  clear('letters spaced apart', (random) => ({ spaced: random.pick([0.1, 0.3, 0.6]) })),
  clear('text drawn twice', (random) => ({ strikes: random.pick([2, 4]) })),
  clear('numbers in another font', { latinNumbers: true }),
  clear('a watermark aslant', { watermark: 'aslant' }),
  clear('a level watermark', { watermark: 'level' }),
  clear('a watermark of digits', { watermark: 'form' }),
  clear('a stamp', { stamp: 'multiplied' }),
  unclear('an opaque stamp', { stamp: 'opaque' }),
  clear('unseen numbers', (random) => ({
    unseen: random.pick(['invisible', 'white', 'outside', 'clipped', 'tiny'] as const),
  })),
  unclear('numbers painted over', { unseen: 'covered' }),
  unclear('private digits', { layer: 'privateDigits' }),
  unclear('a garbled text layer', (random) => ({ layer: random.pick(['private', 'shifted'] as const) })),
  unclear('a garbled page', { layer: 'privatePage' }),
];

export const PDF_BREAKAGES: readonly Breakage[] = [...LAYOUTS, ...RULES, ...TEXTS];
