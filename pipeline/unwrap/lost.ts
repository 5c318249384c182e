import { WITNESS } from '../../config/limits/unwrap.ts';
import type { Source } from '../contracts/document.ts';
import { ConversionError } from '../contracts/errors.ts';
import type { LeftOut } from '../contracts/ink.ts';
import type { OfficeSuite, SuiteKind } from '../contracts/office-suite.ts';
import { hiddenInWorkbook } from './hidden-cells.ts';
import { OPENED_BY_SUITE, WORKBOOK } from './media-types.ts';
import { lostLines } from './witness/lost-lines.ts';
import { writtenInOldWord } from './witness/old-word.ts';
import { writtenInOpenDocument } from './witness/open-document.ts';
import { writtenInRichText } from './witness/rich-text.ts';
import { type SavedWord, writtenInSavedWord } from './witness/saved-word.ts';
import { OBJECT, UNSAID, type Written } from './witness/written.ts';

/** What was lost on the way through a program. */
export interface Lost {
  readonly leftOut: readonly LeftOut[];
  /** Texts of lines of the saved form that are not what the file says, or not all of it. */
  readonly unsure: readonly string[];
}

/**
 * What a file holds and the form does not in which the suite saved it: of a workbook what it hides; of texts the lines
 * that the file's own tables and words say, those of running heads as hidden. Of a broken file all may be lost.
 * @param saved what the suite made of the file
 * @throws ConversionError time-limit, too-complex
 */
export async function lostOnTheWay(
  { mediaType, bytes }: Pick<Source, 'mediaType' | 'bytes'>,
  saved: Uint8Array,
  suite: OfficeSuite,
): Promise<Lost> {
  const kind = OPENED_BY_SUITE[mediaType];
  if (kind === undefined || kind === 'heic') return NOTHING;
  if (kind === 'spreadsheet') {
    const workbook = mediaType === WORKBOOK ? bytes : await suite.wholeWorkbook(bytes);
    const hidden = await hiddenInWorkbook(workbook);
    return { leftOut: hidden.map((text) => ({ kind: 'hidden', text, origin: null })), unsure: [] };
  }
  let written: Written | null;
  try {
    written = await writtenIn(bytes, kind);
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    // the suite mends what is broken, and nobody knows what it mended
    return { leftOut: [UNKNOWN], unsure: [] };
  }
  return written === null ? { leftOut: [UNKNOWN], unsure: [] } : missing(written, await writtenInSavedWord(saved));
}

const UNKNOWN: LeftOut = { kind: 'embedded', text: '', origin: null };
const NOTHING: Lost = { leftOut: [], unsure: [] };

function missing({ body, running }: Written, saved: SavedWord): Lost {
  const kept = [...saved.lines, ...saved.choices];
  const lost = lostLines(body, kept);
  const unsaid = body.filter((line) => line.includes(UNSAID));
  const withObjects = body.filter((line) => line.includes(OBJECT));
  const objects = withObjects.reduce((sum, line) => sum + line.split(OBJECT).length - 1, 0);
  const isObjectLost = objects > saved.objects;
  return {
    leftOut: [
      ...told(lost, 'embedded'),
      ...told(lostLines(running, kept), 'hidden'),
      // without text: nobody knows what they show
      ...(isObjectLost || unsaid.length > 0 ? [UNKNOWN] : []),
    ],
    unsure: [...lostLines(saved.unchanged, [...body, ...running]), ...unsaid, ...(isObjectLost ? withObjects : [])],
  };
}

async function writtenIn(bytes: Uint8Array, kind: Exclude<SuiteKind, 'spreadsheet' | 'heic'>): Promise<Written | null> {
  switch (kind) {
    case 'old-word':
      return writtenInOldWord(bytes);
    case 'rich-text':
      return writtenInRichText(bytes);
    case 'open-document':
      return writtenInOpenDocument(bytes);
  }
}

/** Lines as one text that ends with a line end: it is what stands there, and not a name. */
const told = (lines: readonly string[], kind: LeftOut['kind']): readonly LeftOut[] =>
  lines.length === 0
    ? []
    : [
        {
          kind,
          text: lines
            .slice(0, WITNESS.lines)
            .map((line) => `${line.replace(/[\p{Cc}\p{Cs}]/gu, ' ').slice(0, WITNESS.lineCharacters)}\n`)
            .join(''),
          origin: null,
        },
      ];
