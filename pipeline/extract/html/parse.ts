import { type CheerioAPI, load } from 'cheerio';
import type { Element } from 'domhandler';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import { EXTRACT_LIMITS } from '../../../config/limits/extract.ts';
import { HTML_LIMITS } from '../../../config/limits/markup.ts';
import { ConversionError } from '../../contracts/errors.ts';
import { holdsMedia } from './css/media.ts';
import { framedMarkup, graft, sheetInAddress } from './frames.ts';
import { markupKeptBy, stringsOf } from './kept-markup.ts';
import { withTablesAroundRows } from './rows-without-table.ts';

const tooComplex = (what: string): ConversionError => new ConversionError('too-complex', `an HTML page with ${what}`);

/** The tree builder with its costs counted: the parser itself has no bound on nodes, depth or the moving of nodes. */
function guardedAdapter(): typeof adapter {
  let nodes = 0;
  let depth = 0;
  let moves = 0;
  const countNode = (): void => {
    if (++nodes > EXTRACT_LIMITS.htmlNodes) throw tooComplex(`more than ${EXTRACT_LIMITS.htmlNodes} nodes`);
  };
  const countMove = (siblings: number): void => {
    moves += siblings;
    if (moves > HTML_LIMITS.siblingsPassed) throw tooComplex('misnested elements beyond repair');
  };
  return {
    ...adapter,
    createElement(tagName, namespace, attributes) {
      countNode();
      return adapter.createElement(tagName, namespace, attributes);
    },
    createTextNode(value) {
      countNode();
      return adapter.createTextNode(value);
    },
    createCommentNode(data) {
      countNode();
      return adapter.createCommentNode(data);
    },
    insertText(parent, text) {
      if (adapter.getChildNodes(parent).at(-1)?.type !== 'text') countNode();
      adapter.insertText(parent, text);
    },
    insertTextBefore(parent, text, reference) {
      countNode();
      countMove(parent.children.length);
      adapter.insertTextBefore(parent, text, reference);
    },
    insertBefore(parent, node, reference) {
      countMove(parent.children.length);
      adapter.insertBefore(parent, node, reference);
    },
    detachNode(node) {
      countMove(node.parent?.children.length ?? 0);
      adapter.detachNode(node);
    },
    onItemPush() {
      if (++depth > HTML_LIMITS.depth) throw tooComplex(`more than ${HTML_LIMITS.depth} open elements`);
    },
    onItemPop() {
      depth--;
    },
  };
}

/** Elements that say of themselves that they hold the day of publication. @source HTML Standard, schema.org, WeChat articles */
const PUBLICATION =
  'time[datetime], [itemprop="datePublished"], #publish_time, .publish-time, .publish_time, .pub-time, .pubtime, .pubdate, .article-time';

export interface ParsedPage {
  /** The body, or the set of frames in its place. */
  readonly body: Element | null;
  /** Content of the style elements that hold for the reader, in order. */
  readonly styles: readonly string[];
  /** Those of the documents that elements keep as text: they hold once a script has shown these. */
  readonly keptStyles: readonly string[];
  /** The page takes rules from style sheets that are not in the file. */
  readonly hasForeignStyles: boolean;
  readonly title: string;
  readonly facts: readonly { readonly name: string; readonly content: string }[];
  /** Elements in whose place a document of its own was put that the file holds in them. */
  readonly framed: ReadonlySet<Element>;
  /** Elements in whose place the markup was put that they keep as text. */
  readonly keepers: ReadonlySet<Element>;
  /** Chinese texts in scripts that keep no markup. */
  readonly strings: readonly string[];
}

interface Document {
  readonly $: CheerioAPI;
  readonly body: Element | null;
}

/** Documents that were found inside a page, and what they bring with them. */
interface Found {
  readonly styles: string[];
  readonly keptStyles: string[];
  readonly framed: Set<Element>;
  readonly keepers: Set<Element>;
  readonly strings: string[];
  hasForeignStyles: boolean;
  documents: number;
}

function parseDocument(html: string): Document {
  if (html.length > HTML_LIMITS.characters) throw tooComplex(`more than ${HTML_LIMITS.characters} characters`);
  const $ = load(withTablesAroundRows(html), { treeAdapter: guardedAdapter() });
  return { $, body: $('body')[0] ?? $('frameset')[0] ?? null };
}

const FRAMES = 'iframe, frame, object[data]';
const KEEPERS = 'script, template, textarea, xmp, noscript, noframes';

/** Puts the documents that elements hold, in frames or as text, in the place of their content. */
function graftInner({ $ }: Document, found: Found, styles: string[], depth: number): void {
  styles.push(
    ...$('style')
      .toArray()
      .filter(({ attribs }) => holdsMedia(attribs.media ?? ''))
      .map((element) => $(element).text()),
  );
  const sheets = $('link[rel~="stylesheet" i]').toArray();
  const inFile = sheets.map(({ attribs }) => sheetInAddress(attribs.href ?? ''));
  styles.push(...inFile.filter((sheet) => sheet !== null));
  found.hasForeignStyles ||= inFile.includes(null) || styles.some((sheet) => /@import\b/i.test(sheet));
  if (depth >= HTML_LIMITS.innerDepth) return;
  const take = (element: Element, markup: string, taken: Set<Element>, into: string[]): void => {
    if (++found.documents > HTML_LIMITS.innerDocuments) return;
    const inner = parseDocument(markup);
    graftInner(inner, found, into, depth + 1);
    if (inner.body === null) return;
    graft(element, inner.body);
    taken.add(element);
  };
  for (const element of $<Element, string>(FRAMES).toArray()) {
    const markup = framedMarkup(element);
    if (markup !== null) take(element, markup, found.framed, styles);
  }
  for (const element of $<Element, string>(KEEPERS).toArray()) {
    const kept = markupKeptBy(element);
    // The content of a template is parsed already, and that of noscript where the parser runs no scripts.
    if (/^(?:template|noscript)$/.test(element.name) && kept.length === 0) found.keepers.add(element);
    else if (kept.length === 0 && element.name === 'script') found.strings.push(...stringsOf(element));
    else if (kept.length > 0) take(element, kept.join('\n'), found.keepers, found.keptStyles);
  }
}

/**
 * Parses a page as a browser without scripts does, and what it holds of other documents in its frames and its scripts.
 * @throws ConversionError too-complex beyond EXTRACT_LIMITS.htmlNodes, HTML_LIMITS.depth or HTML_LIMITS.characters
 */
export function parsePage(html: string): ParsedPage {
  const page = parseDocument(html);
  const { $ } = page;
  const facts = $('meta[content]')
    .toArray()
    .map(({ attribs }) => ({
      name: attribs.name ?? attribs.property ?? attribs.itemprop ?? '',
      content: attribs.content ?? '',
    }));
  const published = $(PUBLICATION).first();
  const day = published.attr('datetime') ?? published.text();
  const title = $('head > title').first().text();
  const found: Found = {
    styles: [],
    keptStyles: [],
    framed: new Set(),
    keepers: new Set(),
    strings: [],
    hasForeignStyles: false,
    documents: 0,
  };
  graftInner(page, found, found.styles, 0);
  return {
    body: page.body,
    title,
    facts: /\d{4}\D\d{1,2}\D\d{1,2}/.test(day) ? [...facts, { name: 'pubdate', content: day }] : facts,
    ...found,
  };
}
