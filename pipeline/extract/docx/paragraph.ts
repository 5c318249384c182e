import { hex as symbolFromFont } from 'dingbat-to-unicode';
import type { ParagraphContent, StoryContext } from './content.ts';
import { readDrawing } from './drawing.ts';
import { headingLevel, paragraphProperties, type ResolvedStyle, runProperties } from './styles.ts';
import { childOf, chosenBranch, elementsOf, propertyOf, switchOf, textOf, type XmlElement } from './xml.ts';

/** The paragraph while it is read. */
interface Line {
  text: string;
  largePictures: number;
  /** A link to a heading of the same document, as the entries of a table of contents are. */
  linksToHeading: boolean;
  /** Characters are not printed now: hidden or crossed out run, or the mark of a note. */
  muted: boolean;
  /** Inside a content control that shows its prompt. */
  prompting: boolean;
  readonly style: ResolvedStyle;
  /** Complex fields that are open, innermost last. Their code is not printed, their result is. */
  readonly fields: ('code' | 'result')[];
  /** Contents of text boxes anchored in the paragraph. */
  readonly boxes: XmlElement[];
}

type Reader = (element: XmlElement, line: Line, context: StoryContext) => void;

/** What a reader does with an element; one that is not listed is looked through for text. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['w:pPr', () => undefined],
  ['w:rPr', () => undefined],
  ['w:sdtPr', () => undefined],
  ['w:rt', () => undefined],
  ['w:r', readRun],
  ['w:t', (element, line) => print(printedText(element), line)],
  ['m:t', (element, line) => print(printedText(element), line)],
  ['w:tab', (_, line) => print('\t', line)],
  ['w:ptab', (_, line) => print('\t', line)],
  ['w:br', (_, line) => print('\n', line)],
  ['w:cr', (_, line) => print('\n', line)],
  ['w:noBreakHyphen', (_, line) => print('-', line)],
  ['w:sym', (element, line) => print(symbol(element), line)],
  ['w:footnoteReference', muteCustomMark],
  ['w:endnoteReference', muteCustomMark],
  ['w:fldChar', readFieldMark],
  ['w:instrText', noteLinkToHeading],
  ['w:hyperlink', readHyperlink],
  ['w:sdt', readControl],
  ['w:del', countRevision],
  ['w:moveFrom', countRevision],
  ['w:ins', readRevision],
  ['w:moveTo', readRevision],
  ['w:drawing', readPicture],
  ['w:pict', readPicture],
  ['w:object', readPicture],
  ['mc:AlternateContent', (element, line, context) => readInside(chosenBranch(element), line, context)],
]);

/** Superscript text that is only a mark: a digit typed behind a number would else change the number. */
const NOTE_MARK = /^[\s\d①-⑳*＊†‡注,，[\]〔〕【】()（）]+$/;

/**
 * Reads one paragraph; call once for each in document order, because numbers are counted on the way.
 * `boxes` are the contents of its text boxes, to be read behind it. `contentsEntry` is a line of a table of contents.
 */
export function readParagraph(
  element: XmlElement,
  context: StoryContext,
): { readonly paragraph: ParagraphContent; readonly boxes: readonly XmlElement[]; readonly contentsEntry: boolean } {
  const pPr = childOf(element, 'w:pPr');
  const own = paragraphProperties(pPr);
  const style = context.styles('paragraph', propertyOf(pPr, 'w:pStyle'));
  const line: Line = {
    text: '',
    largePictures: 0,
    linksToHeading: false,
    muted: false,
    prompting: false,
    style,
    fields: [],
    boxes: [],
  };
  readInside(element, line, context);

  const mark = childOf(pPr, 'w:rPr');
  const runsOn = childOf(mark, 'w:del') !== null || childOf(mark, 'w:moveFrom') !== null;
  if (runsOn) context.oddities.tracked++;
  const vanished = line.text.trim() === '' && (switchOf(mark, 'w:vanish') ?? style.hidden ?? false);
  return {
    paragraph: {
      kind: 'paragraph',
      number: runsOn || vanished ? '' : context.numbering(own, style),
      text: line.text,
      alignment: own.alignment ?? style.alignment,
      headingLevel: headingLevel(own, style),
      runsOn,
      largePictures: line.largePictures,
    },
    boxes: line.boxes,
    contentsEntry: isContentsEntry(line),
  };
}

function readInside(element: XmlElement | null, line: Line, context: StoryContext): void {
  if (element === null) return;
  for (const child of elementsOf(element)) {
    const reader = READERS.get(child.name) ?? readInside;
    reader(child, line, context);
  }
}

function print(text: string, line: Line): void {
  if (!line.muted && !line.fields.includes('code')) line.text += text;
}

function readRun(run: XmlElement, line: Line, context: StoryContext): void {
  const rPr = childOf(run, 'w:rPr');
  const own = runProperties(rPr);
  const style = context.styles('character', propertyOf(rPr, 'w:rStyle'));
  if (line.prompting && style.names.includes('placeholder text')) return;
  // A property that styles set at two levels is switched back. @source ECMA-376 part 1, 17.7.3
  const hidden = own.hidden ?? (style.hidden ?? false) !== (line.style.hidden ?? false);
  const struck = own.struck ?? style.struck ?? line.style.struck ?? false;
  if ((hidden || struck) && hasPrintableText(run)) context.oddities[hidden ? 'hidden' : 'tracked']++;

  const before = line.text;
  const mutedBefore = line.muted;
  line.muted ||= hidden || struck;
  readInside(run, line, context);
  line.muted = mutedBefore;

  const superscript = own.superscript ?? style.superscript ?? line.style.superscript ?? false;
  if (!superscript) return;
  const raised = line.text.slice(before.length);
  if (before.trim() === '') line.text = before + raised.replace(/\d/g, (digit) => RAISED[Number(digit)]!);
  else if (isNoteMark(raised, before)) line.text = before;
}

/** Raised digits with nothing in front of them: as plain digits they would read as a number. */
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

const isNoteMark = (text: string, before: string): boolean =>
  NOTE_MARK.test(text) && before.trim() !== '' && !/[A-Za-z]/.test(before.at(-1) ?? '');

const hasPrintableText = (run: XmlElement): boolean =>
  elementsOf(run).some((e) => e.name === 'w:t' && textOf(e).trim() !== '');

function printedText(element: XmlElement): string {
  const text = textOf(element).replace(/[\r\n]+/g, ' ');
  return element.attributes['xml:space'] === 'preserve' ? text : text.trim();
}

/** A character of a symbol font; U+FFFD where the font is not known, since its drawing cannot be. */
function symbol(element: XmlElement): string {
  const font = element.attributes['w:font'] ?? '';
  const char = element.attributes['w:char'] ?? '';
  if (!/^[0-9a-f]{1,6}$/i.test(char)) return '';
  const known = symbolFromFont(font, char) ?? symbolFromFont(font, char.replace(/^f0/i, ''));
  if (known !== undefined) return known.string;
  const code = Number.parseInt(char, 16);
  return (code >= 0xe000 && code <= 0xf8ff) || code < 0x20 || code > 0x10ffff ? '\u{FFFD}' : String.fromCodePoint(code);
}

/** The number of a note is not text; a mark of the author's own stands in the rest of the run. */
function muteCustomMark(reference: XmlElement, line: Line): void {
  if (/^(?:1|true|on)$/.test(reference.attributes['w:customMarkFollows'] ?? '')) line.muted = true;
}

function readFieldMark(mark: XmlElement, line: Line): void {
  const type = mark.attributes['w:fldCharType'];
  if (type === 'begin') line.fields.push('code');
  else if (type === 'separate' && line.fields.length > 0) line.fields[line.fields.length - 1] = 'result';
  else if (type === 'end') line.fields.pop();
}

function noteLinkToHeading(code: XmlElement, line: Line): void {
  if (/\b_Toc\d+/.test(textOf(code))) line.linksToHeading = true;
}

function readHyperlink(link: XmlElement, line: Line, context: StoryContext): void {
  if (link.attributes['w:anchor']?.startsWith('_Toc')) line.linksToHeading = true;
  readInside(link, line, context);
}

/** The prompt of an empty content control is no text of the document. */
function readControl(control: XmlElement, line: Line, context: StoryContext): void {
  const promptingBefore = line.prompting;
  line.prompting ||= switchOf(childOf(control, 'w:sdtPr'), 'w:showingPlcHdr') ?? false;
  readInside(control, line, context);
  line.prompting = promptingBefore;
}

function countRevision(_: XmlElement, __: Line, context: StoryContext): void {
  context.oddities.tracked++;
}

function readRevision(element: XmlElement, line: Line, context: StoryContext): void {
  context.oddities.tracked++;
  readInside(element, line, context);
}

function readPicture(element: XmlElement, line: Line): void {
  if (line.muted) return;
  const drawing = readDrawing(element);
  for (const box of drawing.boxes) line.boxes.push(box);
  line.largePictures += drawing.largePictures;
  print(drawing.artText, line);
}

/** A table of contents repeats the headings of the document. Word and WPS write its entries in styles of their own. */
function isContentsEntry(line: Line): boolean {
  const names = line.style.names;
  if (names.includes('toc heading')) return true;
  const styled = names.some((name) => /^(?:toc|contents) ?\d$/.test(name));
  if (!styled && !line.linksToHeading) return false;
  const endsWithPage = /[\t.．…·] ?\d{1,4}$/.test(line.text.trimEnd().slice(-8));
  return endsWithPage || (styled && line.linksToHeading);
}
