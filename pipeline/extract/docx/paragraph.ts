import { hex as symbolFromFont } from 'dingbat-to-unicode';
import { DOCX_TOLERANCES } from '../../../config/limits/markup.ts';
import { type Doubt, doubt } from '../../contracts/doubt.ts';
import { isWorkedOut } from '../../unwrap/worked-out-field.ts';
import { inSeenOrder } from '../../wording/as-seen.ts';
import type { ParagraphContent, PictureReference, StoryContext } from './content.ts';
import { readDrawing } from './drawing.ts';
import { EQUATION_STRUCTURES, equationParts } from './equation.ts';
import { shownByField } from './form-field.ts';
import { type Setting, withoutMarks } from './off-line.ts';
import {
  headingLevel,
  isPaper,
  isWhite,
  paragraphProperties,
  type ResolvedStyle,
  type RunProperties,
  runProperties,
} from './styles.ts';
import { childOf, chosenBranch, elementsOf, propertyOf, switchOf, textOf, type XmlElement } from './xml.ts';

/** A field that is open. Its code is not printed, its result is. */
interface Field {
  part: 'code' | 'result';
  readonly mark: XmlElement;
  code: string;
  /** Length of the text where its result began. */
  from: number;
}

/** The paragraph while it is read. */
interface Line {
  text: string;
  hidden: string;
  struck: string;
  readonly pictures: PictureReference[];
  hasOtherInk: boolean;
  embedded: number;
  /** A link to a heading of the same document, as the entries of a table of contents are. */
  linksToHeading: boolean;
  /** Where characters go that are not printed now; `nowhere` for the mark of a note. */
  muted: 'hidden' | 'struck' | 'nowhere' | null;
  /** Inside a content control that shows its prompt. */
  prompting: boolean;
  /** Inside a power or an index of an equation. */
  inScript: boolean;
  readonly style: ResolvedStyle;
  /** What the paragraph is printed on. */
  readonly ground: string;
  readonly settings: Setting[];
  readonly doubts: Doubt[];
  /** Innermost last. */
  readonly fields: Field[];
  /** Contents of text boxes anchored in the paragraph. */
  readonly boxes: XmlElement[];
}

type Reader = (element: XmlElement, line: Line, context: StoryContext) => void;

/** What a reader does with an element; one that is not listed is looked through for text. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['w:pPr', () => undefined],
  ['w:rPr', () => undefined],
  ['m:rPr', () => undefined],
  ['w:sdtPr', () => undefined],
  ['w:rt', () => undefined],
  ['w:r', readRun],
  ['m:r', readEquationRun],
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
  ['w:instrText', readFieldCode],
  ['w:fldSimple', readSimpleField],
  ['w:hyperlink', readHyperlink],
  ['w:bdo', readTurned],
  ['w:sdt', readControl],
  ['w:del', countRevision],
  ['w:moveFrom', countRevision],
  ['w:ins', readRevision],
  ['w:moveTo', readRevision],
  ['w:drawing', readPicture],
  ['w:pict', readPicture],
  ['w:object', readPicture],
  ['mc:AlternateContent', (element, line, context) => readInside(chosenBranch(element), line, context)],
  ...EQUATION_STRUCTURES.map((name): [string, Reader] => [name, readEquation]),
]);

/** Sizes of type in half points where a file states none. @source ECMA-376 part 1, 17.3.2.38 */
const USUAL_SIZE = 20;

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
  const style = context.styles.of('paragraph', propertyOf(pPr, 'w:pStyle'));
  const shading = own.shading ?? style.shading;
  const line: Line = {
    text: '',
    hidden: '',
    struck: '',
    pictures: [],
    hasOtherInk: false,
    embedded: 0,
    linksToHeading: false,
    muted: null,
    prompting: false,
    inScript: false,
    style,
    ground: shading === null || shading === 'auto' ? context.ground : shading,
    settings: [],
    doubts: [],
    fields: [],
    boxes: [],
  };
  readInside(element, line, context);

  const mark = childOf(pPr, 'w:rPr');
  const runsOn = childOf(mark, 'w:del') !== null || childOf(mark, 'w:moveFrom') !== null;
  if (runsOn) context.oddities.tracked++;
  const vanished = line.text.trim() === '' && (switchOf(mark, 'w:vanish') ?? style.hidden ?? false);
  const { text, doubts } = withoutMarks(line.text, line.settings);
  return {
    paragraph: {
      kind: 'paragraph',
      number: runsOn || vanished ? '' : context.numbering(own, style),
      text: inSeenOrder(text),
      alignment: own.alignment ?? style.alignment,
      headingLevel: headingLevel(own, style),
      runsOn,
      pictures: line.pictures,
      hasOtherInk: line.hasOtherInk,
      embedded: line.embedded,
      hidden: line.hidden,
      struck: line.struck,
      doubts: [...doubts, ...line.doubts],
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
  if (line.fields.some((field) => field.part === 'code')) return;
  if (line.muted === null) line.text += text;
  else if (line.muted !== 'nowhere') line[line.muted] += text;
}

function readRun(run: XmlElement, line: Line, context: StoryContext): void {
  const rPr = childOf(run, 'w:rPr');
  const own = runProperties(rPr);
  const style = context.styles.of('character', propertyOf(rPr, 'w:rStyle'));
  if (line.prompting && style.names.includes('placeholder text') && !isFilledIn(run)) return;
  // A property that styles set at two levels is switched back. @source ECMA-376 part 1, 17.7.3
  const vanishes = own.hidden ?? (style.hidden ?? false) !== (line.style.hidden ?? false);
  const size = own.size ?? style.size ?? line.style.size ?? USUAL_SIZE;
  const unseen = unseenOn(own, style, line);
  const hidden = vanishes || size < DOCX_TOLERANCES.leastTypeHalfPoints || unseen === 'paper';
  const struck = unseen === 'colour' || (own.struck ?? style.struck ?? line.style.struck ?? false);
  if ((hidden || struck) && hasPrintableText(run)) context.oddities[hidden ? 'hidden' : 'tracked']++;

  const from = line.text.length;
  const mutedBefore = line.muted;
  line.muted ??= hidden ? 'hidden' : struck ? 'struck' : null;
  readInside(run, line, context);
  line.muted = mutedBefore;
  if (line.text.length === from) return;

  const script = own.script ?? style.script ?? line.style.script ?? 'baseline';
  const raisedBy = own.raisedBy ?? style.raisedBy ?? line.style.raisedBy ?? 0;
  line.settings.push({ from, to: line.text.length, script: script !== 'baseline', raisedBy, size });
}

/** What text is printed on in whose colour it is: paper, so that nothing is seen, or a bar of colour. */
function unseenOn(own: RunProperties, style: ResolvedStyle, line: Line): 'paper' | 'colour' | null {
  const colour = own.colour ?? style.colour ?? line.style.colour ?? 'auto';
  const marker = own.marker ?? style.marker ?? line.style.marker;
  const ground = marker ?? own.ground ?? style.ground ?? line.style.ground ?? line.ground;
  if (isPaper(ground)) return isWhite(colour) ? 'paper' : null;
  // what is black by default turns white on a dark ground, but not under a marker
  const printed = colour === 'auto' && marker !== null ? '000000' : colour;
  return printed.toLowerCase() === ground.toLowerCase() ? 'colour' : null;
}

/** A number in the place of a prompt was put there by a program that left the mark of the prompt standing. */
const isFilledIn = (run: XmlElement): boolean => {
  const text = elementsOf(run)
    .filter((child) => child.name === 'w:t')
    .map(textOf)
    .join('');
  return /^\s*[\d０-９.．,，/／-]+\s*$/.test(text);
};

const hasPrintableText = (run: XmlElement): boolean =>
  elementsOf(run).some((e) => e.name === 'w:t' && textOf(e).trim() !== '');

function printedText(element: XmlElement): string {
  const text = textOf(element).replace(/[\r\n]+/g, ' ');
  return element.attributes['xml:space'] === 'preserve' ? text : text.trim();
}

/** A run of an equation; above or below the line where a structure of the equation put it there. */
function readEquationRun(run: XmlElement, line: Line, context: StoryContext): void {
  const from = line.text.length;
  readInside(run, line, context);
  if (line.text.length === from) return;
  const size = runProperties(childOf(run, 'w:rPr')).size ?? line.style.size ?? USUAL_SIZE;
  line.settings.push({ from, to: line.text.length, script: line.inScript, raisedBy: 0, size });
}

function readEquation(element: XmlElement, line: Line, context: StoryContext): void {
  for (const part of equationParts(element)) {
    if (part.kind === 'sign') {
      print(part.text, line);
      continue;
    }
    const before = line.inScript;
    line.inScript ||= part.kind === 'script';
    (READERS.get(part.element.name) ?? readInside)(part.element, line, context);
    line.inScript = before;
  }
}

/** Text that is printed from right to left whatever it is. */
function readTurned(element: XmlElement, line: Line, context: StoryContext): void {
  const from = line.text.length;
  readInside(element, line, context);
  if (element.attributes['w:val'] !== 'rtl') return;
  line.text = line.text.slice(0, from) + [...line.text.slice(from)].reverse().join('');
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
  if (/^(?:1|true|on)$/.test(reference.attributes['w:customMarkFollows'] ?? '')) line.muted = 'nowhere';
}

function readFieldMark(mark: XmlElement, line: Line): void {
  const type = mark.attributes['w:fldCharType'];
  const open = line.fields.at(-1);
  if (type === 'begin') line.fields.push({ part: 'code', mark, code: '', from: line.text.length });
  else if (type === 'separate' && open !== undefined) {
    open.part = 'result';
    open.from = line.text.length;
  } else if (type === 'end') {
    line.fields.pop();
    if (open === undefined) return;
    if (line.text.slice(open.from).trim() === '') showField(open, line);
    else doubtStale(open, line);
  }
}

function readSimpleField(mark: XmlElement, line: Line, context: StoryContext): void {
  const from = line.text.length;
  readInside(mark, line, context);
  doubtStale({ mark, code: mark.attributes['w:instr'] ?? '', from }, line);
}

/**
 * Of a result that is flagged as out of date Word shows what it works out anew.
 * @source ECMA-376 part 1, 17.16.18 and 17.16.19, dirty
 */
function doubtStale({ mark, code, from }: Pick<Field, 'mark' | 'code' | 'from'>, line: Line): void {
  const isDirty = /^(?:1|true|on)$/.test(mark.attributes['w:dirty'] ?? '');
  if (isDirty && isWorkedOut(code)) line.doubts.push(doubt('eye-differs', { seen: line.text.slice(from) }));
}

/** What a field shows that has no result as text. */
function showField(field: Field, line: Line): void {
  print(shownByField(field.mark), line);
  if (isWorkedOut(field.code)) line.hasOtherInk = true;
}

function readFieldCode(element: XmlElement, line: Line): void {
  const code = textOf(element);
  const field = line.fields.at(-1);
  if (field !== undefined) field.code += code;
  if (/\b_Toc\d+/.test(code)) line.linksToHeading = true;
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

function readPicture(element: XmlElement, line: Line, context: StoryContext): void {
  if (line.muted !== null) return;
  const drawing = readDrawing(element);
  for (const box of drawing.boxes) line.boxes.push(box);
  for (const picture of drawing.pictures) line.pictures.push(picture);
  line.hasOtherInk ||= drawing.hasOtherInk;
  line.embedded += drawing.embedded;
  context.oddities.embedded += drawing.embedded;
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
