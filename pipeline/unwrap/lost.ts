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
import { writtenInSavedWord } from './witness/saved-word.ts';
import type { Written } from './witness/written.ts';

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
): Promise<readonly LeftOut[]> {
  const kind = OPENED_BY_SUITE[mediaType];
  if (kind === undefined) return [];
  if (kind === 'spreadsheet') {
    const workbook = mediaType === WORKBOOK ? bytes : await suite.wholeWorkbook(bytes);
    return (await hiddenInWorkbook(workbook)).map((text) => ({ kind: 'hidden', text, origin: null }));
  }
  let written: Written | null;
  try {
    written = await writtenIn(bytes, kind);
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    // the suite mends what is broken, and nobody knows what it mended
    return [UNKNOWN];
  }
  if (written === null) return [];
  const kept = await writtenInSavedWord(saved);
  return [
    ...told(lostLines(written.body, kept.body), 'embedded'),
    ...told(lostLines(written.running, kept.body), 'hidden'),
    // an object without text: nobody knows what it shows
    ...(written.objects > kept.objects ? [UNKNOWN] : []),
  ];
}

const UNKNOWN: LeftOut = { kind: 'embedded', text: '', origin: null };

async function writtenIn(bytes: Uint8Array, kind: Exclude<SuiteKind, 'spreadsheet'>): Promise<Written | null> {
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
