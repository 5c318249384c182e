import { load } from 'cheerio';
import type { Element } from 'domhandler';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import { EXTRACT_LIMITS } from '../../../config/limits/extract.ts';
import { HTML_LIMITS } from '../../../config/limits/markup.ts';
import { ConversionError } from '../../contracts/errors.ts';

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
  readonly body: Element | null;
  /** Content of the style elements, in order. */
  readonly styles: readonly string[];
  /** The page takes rules from style sheets that are not in the file. */
  readonly hasForeignStyles: boolean;
  readonly title: string;
  readonly facts: readonly { readonly name: string; readonly content: string }[];
}

/**
 * Parses a page as a browser without scripts does.
 * @throws ConversionError too-complex beyond EXTRACT_LIMITS.htmlNodes, HTML_LIMITS.depth or HTML_LIMITS.characters
 */
export function parsePage(html: string): ParsedPage {
  if (html.length > HTML_LIMITS.characters) throw tooComplex(`more than ${HTML_LIMITS.characters} characters`);
  const $ = load(html, { treeAdapter: guardedAdapter() });
  const facts = $('meta[content]')
    .toArray()
    .map(({ attribs }) => ({
      name: attribs.name ?? attribs.property ?? attribs.itemprop ?? '',
      content: attribs.content ?? '',
    }));
  const published = $(PUBLICATION).first();
  const day = published.attr('datetime') ?? published.text();
  return {
    body: $('body')[0] ?? null,
    styles: $('style')
      .toArray()
      .map((element) => $(element).text()),
    hasForeignStyles: $('link[rel~="stylesheet" i]').length > 0,
    title: $('head > title').first().text(),
    facts: /\d{4}\D\d{1,2}\D\d{1,2}/.test(day) ? [...facts, { name: 'pubdate', content: day }] : facts,
  };
}
