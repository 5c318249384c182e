import { createHash } from 'node:crypto';
import type { CellPath } from '../../config/catalogue/form.ts';
import type { Source } from '../../pipeline/contracts/document.ts';
import type { Breakage } from './breakages/breakage.ts';
import { COLUMN_BREAKAGES } from './breakages/columns.ts';
import { DOCUMENT_BREAKAGES, TEXT_STYLES } from './breakages/documents.ts';
import { LABEL_BREAKAGES } from './breakages/labels.ts';
import { PDF_BREAKAGES } from './breakages/pdf.ts';
import { LAYOUT_BREAKAGES, PIECE_BREAKAGES } from './breakages/pieces.ts';
import { ROW_BREAKAGES } from './breakages/rows.ts';
import { VALUE_BREAKAGES } from './breakages/values.ts';
import { composeDraft, type Draft, type Format, type TrueCell } from './draft.ts';
import { composeFacts, type Facts, type Kind } from './facts.ts';
import { writeOfd } from './ofd/write-ofd.ts';
import { writePdf } from './pdf/write-pdf.ts';
import { randomFrom } from './random.ts';
import { writeDocx } from './write-docx.ts';
import { writeHtml } from './write-html.ts';
import { writeText } from './write-text.ts';

/** In the order in which they are done to a report: numbers, layout, words, rows, columns, pieces, the file. */
export const BREAKAGES: readonly Breakage[] = [
  ...VALUE_BREAKAGES,
  ...LAYOUT_BREAKAGES,
  ...LABEL_BREAKAGES,
  ...ROW_BREAKAGES,
  ...COLUMN_BREAKAGES,
  ...PIECE_BREAKAGES,
  ...DOCUMENT_BREAKAGES,
  ...TEXT_STYLES,
  ...PDF_BREAKAGES,
];

/** All that a composed report depends on. The same recipe gives the same report. */
export interface Recipe {
  readonly seed: number;
  readonly format: Format;
  readonly kind: Kind;
  readonly breakages: readonly string[];
}

export interface Composed {
  readonly source: Source;
  readonly facts: Facts;
  readonly truth: ReadonlyMap<CellPath, TrueCell>;
  /** Every breakage leaves the report readable without doubt. */
  readonly plain: boolean;
}

export const breakagesFor = (format: Format): readonly Breakage[] =>
  BREAKAGES.filter((b) => b.formats === undefined || b.formats.includes(format));

const WRITERS = {
  html: { extension: 'html', mediaType: 'text/html', write: async (draft: Draft) => writeHtml(draft) },
  docx: {
    extension: 'docx',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    write: writeDocx,
  },
  text: { extension: 'txt', mediaType: 'text/plain', write: async (draft: Draft) => writeText(draft) },
  pdf: { extension: 'pdf', mediaType: 'application/pdf', write: async (draft: Draft) => writePdf(draft) },
  ofd: { extension: 'ofd', mediaType: 'application/ofd', write: async (draft: Draft) => writeOfd(draft) },
} as const;

const BLANKS = ['blank cells', 'a whole table of blanks for zeros'];
const BLANK_COLUMNS = [
  'a blank column',
  'torn, an extra blank column in the rest',
  'torn, a narrow column in the rest',
];

/** Without something for merged cells, a blank column among blank cells leaves open which cells are which. */
const isOpen = (names: readonly string[], { style }: Draft): boolean =>
  style.text !== 'spaces' &&
  !style.placeholders &&
  BLANKS.some((name) => names.includes(name)) &&
  BLANK_COLUMNS.some((name) => names.includes(name));

/** Composes one report, breaks it as the recipe says and writes it as a file, with what a reader reads in it. */
export async function compose(recipe: Recipe): Promise<Composed> {
  const random = randomFrom(recipe.seed);
  const facts = composeFacts(random.fork('facts'), recipe.kind);
  const chosen = breakagesFor(recipe.format).filter((b) => recipe.breakages.includes(b.name));
  const draft = chosen.reduce(
    (d, breakage) => breakage.apply(d, random.fork(breakage.name)),
    composeDraft(random, recipe.format, facts),
  );
  const { extension, mediaType, write } = WRITERS[recipe.format];
  const bytes = await write(draft);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const isStated = draft.pageFacts.length > 0;
  const isPrinted = isStated && !(recipe.format === 'html' && draft.style.factsAs === 'meta');
  const shownFacts = {
    ...facts,
    publishedOn: isStated ? facts.publishedOn : null,
    indexNumber: isPrinted ? facts.indexNumber : null,
    documentNumber: isPrinted ? facts.documentNumber : null,
  };
  return {
    source: { fileName: `composed-${recipe.seed}.${extension}`, format: recipe.format, mediaType, bytes, sha256 },
    facts: shownFacts,
    truth: draft.truth,
    plain: chosen.every((b) => b.plain) && !(recipe.format === 'text' && isOpen(recipe.breakages, draft)),
  };
}
