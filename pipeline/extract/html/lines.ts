/** One line of text as a browser would set it, without width. */
export interface Line {
  readonly text: string;
  /** Characters but white space, and how many of them stand in links. */
  readonly characters: number;
  readonly linkCharacters: number;
}

const WIDE =
  /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\u3000-\u303f\u2018-\u201d\u2014\u2026\ud840-\ud888\udc00-\udfff]/;
const DIGIT = /[\d０-９]/;
const TOKEN = /[ \t\n\r\f]+|[^ \t\n\r\f]+/g;
/** Joiners, direction marks and isolates, soft hyphens: no reader sees them, and they split numbers. */
const UNSEEN =
  /(?:[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Variation_Selector})+/gu;
const FOOTNOTE_MARK = /^[[(（〔【]?(?:注\s?)?[\d①-⑳*※†‡]{1,3}[\])）〕】]?$/;
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Spaces that a page escaped twice, so that their names stand in its text. */
const ESCAPED_SPACE = /&(?:nbsp|ensp|emsp|thinsp|#160|#12288|#x3000);/gi;
const readable = (text: string): string => text.replace(UNSEEN, '').replace(ESCAPED_SPACE, '\u00a0');

/** Text without the white space that only indents or pads it: spaces of every width, no-break ones too. */
export const trimmed = (text: string): string => text.trim();

/**
 * Whether a line end of the source between two characters is no space on the page. Browsers drop it between wide
 * characters; next to a digit it came from the editor that wrapped the source, if no element begins or ends there.
 */
function isSourceWrap(before: string, after: string, isWithinText: boolean): boolean {
  const wideBefore = WIDE.test(before);
  const wideAfter = WIDE.test(after);
  if (wideBefore && wideAfter) return true;
  return isWithinText && ((wideBefore && DIGIT.test(after)) || (DIGIT.test(before) && wideAfter));
}

const superscript = (raised: string): string =>
  /^\d+$/.test(raised) ? [...raised].map((digit) => SUPERSCRIPTS[Number(digit)]).join('') : raised;

export interface LineBuilder {
  /** Adds text of one text node, its white space collapsed. */
  add(text: string, inLink: boolean): void;
  /** Adds text with its white space; it must not hold line ends. */
  addVerbatim(text: string, inLink: boolean): void;
  /** Adds raised text: a footnote mark beside a digit is left out, other digits become superscript characters. */
  addRaised(text: string, inLink: boolean): void;
  /** Puts `mark` between what is there and what comes next, in place of white space. */
  separate(mark: string): void;
  isEmpty(): boolean;
  /** Whether the line ends in a digit, right behind which the next text stands. */
  isBehindDigit(): boolean;
  /** Gives the line and starts a new one; null where it has no ink. */
  take(): Line | null;
}

/** Collects the text of one line from its inline pieces. @source CSS Text 3, white space processing and segment breaks */
export function lineBuilder(): LineBuilder {
  let text = '';
  let linkCharacters = 0;
  let pending: 'none' | 'space' | 'wrap' | 'wrap-within' = 'none';
  let mark = '';
  /** A raised mark at the beginning of the line, of which it is not known yet what follows. */
  let held = '';

  const push = (word: string, inLink: boolean): void => {
    if (word === '') return;
    if (held !== '' && !(DIGIT.test(word[0] ?? '') && pending === 'none')) text = superscript(held);
    held = '';
    if (mark !== '' && text !== '') {
      text += /^[:：]/.test(word) && mark === '：' ? '' : mark;
    } else if (pending !== 'none' && text !== '') {
      const wraps = pending !== 'space' && isSourceWrap(text.at(-1) ?? '', word[0] ?? '', pending === 'wrap-within');
      if (!wraps) text += ' ';
    }
    pending = 'none';
    mark = '';
    text += word;
    if (inLink) linkCharacters += word.length;
  };
  return {
    add(added, inLink) {
      const tokens = readable(added).match(TOKEN) ?? [];
      for (const [i, token] of tokens.entries()) {
        if (!/^[ \t\n\r\f]/.test(token)) {
          push(token, inLink);
          continue;
        }
        const isWithin = i > 0 && i < tokens.length - 1;
        const kind = /[\n\r]/.test(token) ? (isWithin ? 'wrap-within' : 'wrap') : 'space';
        if (pending === 'none' || kind !== 'space') pending = kind;
      }
    },
    addVerbatim(added, inLink) {
      push(readable(added), inLink);
    },
    addRaised(added, inLink) {
      const raised = readable(added).trim();
      const isMark = FOOTNOTE_MARK.test(raised);
      if (isMark && DIGIT.test(text.at(-1) ?? '') && pending === 'none') return;
      if (isMark && text === '') held += raised;
      else push(superscript(raised), inLink);
    },
    separate(separator) {
      mark = separator;
    },
    isEmpty: () => text === '' && held === '',
    isBehindDigit: () => pending === 'none' && mark === '' && DIGIT.test(text.at(-1) ?? ''),
    take() {
      const line = trimmed(text + superscript(held));
      held = '';
      const characters = line.replace(/\s+/g, '').length;
      const taken =
        line === '' ? null : { text: line, characters, linkCharacters: Math.min(linkCharacters, characters) };
      text = '';
      linkCharacters = 0;
      pending = 'none';
      mark = '';
      return taken;
    },
  };
}
