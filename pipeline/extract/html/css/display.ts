import type { Declarations } from './declarations.ts';

/** How an element is laid out among its siblings and lays out its children. */
export type Display =
  | 'inline'
  | 'inline-block'
  | 'block'
  | 'contents'
  | 'flex-row'
  | 'flex-wrap'
  | 'grid'
  | 'table'
  | 'table-row'
  | 'table-cell';

export const BLOCK_TAGS: ReadonlySet<string> = new Set(
  (
    'html body address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form ' +
    'frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol optgroup option p plaintext pre search ' +
    'section summary ul xmp table caption colgroup col tbody thead tfoot tr td th ' +
    'iframe frame object textarea template script noscript noframes'
  ).split(' '),
);

function flexDisplay(declarations: Declarations): Display {
  const flow = `${declarations.get('flex-direction')?.value ?? ''} ${declarations.get('flex-flow')?.value ?? ''}`;
  if (/\bcolumn/.test(flow)) return 'block';
  return /\bwrap\b/.test(`${declarations.get('flex-wrap')?.value ?? ''} ${flow}`) ? 'flex-wrap' : 'flex-row';
}

/** @source CSS Display 3; default styles of the HTML Standard, chapter 15 */
export function displayOf(tag: string, declarations: Declarations): Display {
  const value = declarations.get('display')?.value ?? '';
  switch (value) {
    case 'inline':
      return 'inline';
    case 'inline-block':
    case 'inline-table':
      return 'inline-block';
    case 'flex':
    case 'inline-flex':
    case '-webkit-flex':
    case '-webkit-box':
      return flexDisplay(declarations);
    case 'grid':
    case 'inline-grid':
      return 'grid';
    case 'contents':
    case 'table':
    case 'table-row':
    case 'table-cell':
      return value;
    case '':
      return BLOCK_TAGS.has(tag) ? 'block' : 'inline';
    default:
      return 'block';
  }
}
