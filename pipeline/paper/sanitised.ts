import type { IOptions } from 'sanitize-html';
import { safeDeclarations, safeStyleSheet } from './safe-styles.ts';

/** What a report can be made of. Whatever else a page holds goes; its text stays, but that of programs. */
export const ELEMENTS: ReadonlySet<string> = new Set(
  (
    'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn ' +
    'dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main mark nav ol p ' +
    'pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul ' +
    'var wbr'
  ).split(' '),
);

/** Elements whose content is no text of the page. */
export const NOT_TEXT: ReadonlySet<string> = new Set(
  (
    'script style template noscript noframes title head textarea select option datalist svg math canvas video audio object ' +
    'embed applet iframe frame frameset map dialog'
  ).split(' '),
);

const LAYOUT = 'class style align valign dir lang title hidden width height data-places data-nearest id'.split(' ');

/** Pictures that are written into the page, of kinds that hold pixels and nothing else. */
const PICTURE = /^data:image\/(?:png|jpe?g|gif|webp|bmp);base64,[a-z0-9+/=\s]*$/i;

const OPTIONS: IOptions = {
  allowedTags: [...ELEMENTS],
  nonTextTags: [...NOT_TEXT],
  allowedAttributes: {
    '*': [...LAYOUT, 'data-revealed', 'data-field', 'data-missing', 'data-picture', 'data-number'],
    table: ['border', 'cellpadding', 'cellspacing', 'bgcolor', 'frame', 'rules', 'summary'],
    tr: ['bgcolor', 'char'],
    td: ['bgcolor', 'colspan', 'rowspan', 'nowrap'],
    th: ['bgcolor', 'colspan', 'rowspan', 'nowrap', 'scope'],
    col: ['span'],
    colgroup: ['span'],
    font: ['color', 'face', 'size'],
    hr: ['color', 'size', 'noshade'],
    ol: ['start', 'type', 'reversed'],
    ul: ['type'],
    li: ['value', 'type'],
    img: ['src', 'alt'],
    details: ['open'],
    time: ['datetime'],
  },
  allowedSchemes: [],
  allowedSchemesByTag: { img: ['data'] },
  allowProtocolRelative: false,
  // styles are gone through by safe-styles.ts
  parseStyleAttributes: false,
  exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !PICTURE.test(attribs.src ?? ''),
};

/** Makes markup and styles of strangers into such as show and do nothing. */
export interface Sanitiser {
  /**
   * No program, no address, no form, no picture from elsewhere is left in the markup. The frame that shows it forbids the
   * same by its policy; this holds without it.
   */
  readonly markup: (html: string) => string;
  readonly styleSheet: (css: string) => string;
}

/** Loads what it needs only when a flow is shown: every process that converts would pay for it. */
export async function loadSanitiser(): Promise<Sanitiser> {
  const [{ default: sanitizeHtml }, { parse }] = await Promise.all([import('sanitize-html'), import('postcss')]);
  const options: IOptions = {
    ...OPTIONS,
    transformTags: {
      '*': (tagName, { style, ...rest }) => {
        const safe = style === undefined ? '' : safeDeclarations(parse, style);
        return { tagName, attribs: safe === '' ? rest : { ...rest, style: safe } };
      },
    },
  };
  return { markup: (html) => sanitizeHtml(html, options), styleSheet: (css) => safeStyleSheet(parse, css) };
}
