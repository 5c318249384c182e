import { ConversionError } from '../contracts/errors.ts';
import { type Part, zipOf } from './flat-package.ts';
import { asWritten, escaped, type Fate, openingTag, type PassingElement, rewriteXml } from './rewrite-xml.ts';

const WORD_2003 = 'http://schemas.microsoft.com/office/word/2003/wordml';
const HINTS = 'http://schemas.microsoft.com/office/word/2003/auxHint';
const ANNOTATIONS = 'http://schemas.microsoft.com/aml/2001/core';
const VML = 'urn:schemas-microsoft-com:vml';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE_RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const WORD_TYPES = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const RELATION_TYPE = 'application/vnd.openxmlformats-package.relationships+xml';

/** Elements that Word 2003 writes otherwise than its successors. */
const RENAMED: Readonly<Record<string, string>> = { vmerge: 'vMerge', hmerge: 'hMerge' };
/** Links, and what says how a list is numbered: its hint holds the number as it is printed. */
const CONTENT_ONLY: ReadonlySet<string> = new Set(['hlink', 'cfChunk', 'listPr']);
/** Running heads, data of pictures, and what only a numbering of our own would need. */
const LEFT_OUT: ReadonlySet<string> = new Set(['hdr', 'ftr', 'binData', 'docOleData', 'ilvl', 'ilfo']);
/** Parts of the flat document that become parts of a package. */
const PARTS: ReadonlySet<string> = new Set(['body', 'styles']);

const attribute = ({ attributes }: PassingElement, wanted: string): string =>
  Object.entries(attributes).find(([name]) => name.replace(/^.*:/, '') === wanted)?.[1] ?? '';

/** Pictures by the names that drawings call them by. */
function picturesIn(xml: string): ReadonlyMap<string, Uint8Array> {
  const pictures = new Map<string, Uint8Array>();
  let text: string | null = null;
  const isPicture = ({ uri, local }: PassingElement): boolean => uri === WORD_2003 && local === 'binData';
  rewriteXml(xml, {
    fateOf: (element) => {
      if (isPicture(element)) text = '';
      return 'content';
    },
    behind: (element) => {
      if (isPicture(element)) {
        pictures.set(attribute(element, 'name'), Buffer.from(text ?? '', 'base64'));
        text = null;
      }
      return '';
    },
    write: (piece) => {
      if (text !== null) text += piece;
    },
  });
  return pictures;
}

interface Written {
  body: string;
  styles: string;
}

/** The body and the styles in the words of today's Word, each without a root. */
function writtenAnew(xml: string, idOf: (picture: string) => string | undefined): Written & { bindings: string } {
  const written: Written = { body: '', styles: '' };
  let bindings = '';
  let into: keyof Written | null = null;
  /** Number of the list that the paragraph belongs to, as it is printed. */
  let number = '';
  const fateOf = (element: PassingElement): Fate => {
    const { uri, local, name, attributes } = element;
    if (uri === HINTS) {
      if (local === 't') number = attribute(element, 'val');
      return 'content';
    }
    if (uri === ANNOTATIONS) return attribute(element, 'type') === 'Word.Deletion' ? 'nothing' : 'content';
    if (uri === VML && local === 'imagedata') {
      const id = idOf(attribute(element, 'src'));
      return id === undefined ? asWritten(element) : { write: openingTag(name, { ...attributes, 'r:id': id }), name };
    }
    if (uri !== WORD_2003) return into === null ? 'nothing' : asWritten(element);
    if (local === 'wordDocument') {
      bindings = Object.entries(attributes)
        .filter(([key]) => key.startsWith('xmlns'))
        .map(([key, value]) => ` ${key}="${escaped(value === WORD_2003 ? WORD : value)}"`)
        .join('');
      return 'content';
    }
    if (into === null && !PARTS.has(local)) return 'nothing';
    if (local === 'body' || local === 'styles') into = local;
    if (LEFT_OUT.has(local)) return 'nothing';
    if (CONTENT_ONLY.has(local)) return 'content';
    const renamed = RENAMED[local];
    const called = renamed === undefined ? name : name.replace(local, renamed);
    return { write: openingTag(called, attributes), name: called };
  };
  rewriteXml(xml, {
    fateOf,
    behind: ({ uri, local, name }) => {
      if (uri !== WORD_2003) return '';
      if (PARTS.has(local)) into = null;
      if (local !== 'pPr' || number === '') return '';
      const prefix = name.replace(local, '');
      const run = `<${prefix}r><${prefix}t>${escaped(number)}</${prefix}t></${prefix}r>`;
      number = '';
      return run;
    },
    write: (piece) => {
      if (into !== null) written[into] += piece;
    },
  });
  return { ...written, bindings };
}

/**
 * The zipped form of a document that Word 2003 and WPS save as one XML file: the same words, tables and pictures in the
 * names that later versions of Word use. Numbers of lists are put as they are printed, tracked deletions are left out.
 * @source Office 2003 XML Reference Schemas, WordprocessingML
 * @throws ConversionError corrupt, xml-forbidden, too-complex
 */
export function packageOfWord2003(xml: string): Promise<Uint8Array> {
  const pictures = [...picturesIn(xml)];
  const ids = new Map(pictures.map(([name], i) => [name, `rId${i + 2}`]));
  const { body, styles, bindings } = writtenAnew(xml, (name) => ids.get(name));
  if (body === '') throw new ConversionError('corrupt', 'a document of Word 2003 without a body');
  const targets = pictures.map(([name], i) => `media/picture${i + 1}${/\.\w{1,5}$/.exec(name)?.[0] ?? '.png'}`);
  const relationship = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${escaped(target)}"/>`;
  const relationships = (each: readonly string[]): string =>
    `<Relationships xmlns="${PACKAGE_RELATIONS}">${each.join('')}</Relationships>`;
  const bound = `${bindings}${bindings.includes('xmlns:r=') ? '' : ` xmlns:r="${RELATIONS}"`}`;
  const prefix = /^<([^>\s]*?)body/.exec(body)?.[1] ?? 'w:';
  const parts: Part[] = [
    {
      name: '_rels/.rels',
      contentType: RELATION_TYPE,
      content: relationships([relationship('rId1', 'officeDocument', 'word/document.xml')]),
    },
    {
      name: 'word/document.xml',
      contentType: `${WORD_TYPES}.document.main+xml`,
      content: `<${prefix}document${bound}>${body}</${prefix}document>`,
    },
    {
      name: 'word/_rels/document.xml.rels',
      contentType: RELATION_TYPE,
      content: relationships([
        ...(styles === '' ? [] : [relationship('rId1', 'styles', 'styles.xml')]),
        ...targets.map((target, i) => relationship(`rId${i + 2}`, 'image', target)),
      ]),
    },
    ...targets.map(
      (target, i): Part => ({ name: `word/${target}`, contentType: 'image/png', content: pictures[i]![1] }),
    ),
  ];
  if (styles !== '')
    parts.push({
      name: 'word/styles.xml',
      contentType: `${WORD_TYPES}.styles+xml`,
      content: styles.replace(/^<([^>\s]+)/, `<$1${bound}`),
    });
  return zipOf(parts);
}
