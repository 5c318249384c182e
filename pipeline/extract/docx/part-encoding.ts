import { ConversionError } from '../../contracts/errors.ts';

/** Encoding that an XML declaration states, seen before it is decoded. */
const DECLARED = /^\s*<\?xml[^>]{0,80}\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/;
/** Bytes in which a declaration stands. */
const DECLARATION_BYTES = 200;

/** The Chinese encodings that exporters write where the standard asks for UTF-8; one reads them all. */
const CHINESE = /^(?:gb2312|gbk|gb18030|x-gbk|cp936|ms936|windows-936|utf-?8)$/i;

/**
 * A part as text. UTF-8 or UTF-16 as the standard has it; in a Chinese encoding where its bytes are no UTF-8 and it says
 * so, or says UTF-8 as exporters do that write in the encoding of their machine.
 * @source ECMA-376 part 2, 6.5
 * @throws ConversionError corrupt
 */
export function decodePart(content: Uint8Array): string {
  const marked =
    content[0] === 0xff && content[1] === 0xfe
      ? 'utf-16le'
      : content[0] === 0xfe && content[1] === 0xff
        ? 'utf-16be'
        : null;
  const encodings = marked === null ? ['utf-8', ...declaredChinese(content)] : [marked];
  let failure: unknown = null;
  for (const encoding of encodings) {
    try {
      return withoutIllegalCharacters(new TextDecoder(encoding, { fatal: true }).decode(content));
    } catch (cause) {
      failure = cause;
    }
  }
  throw new ConversionError('corrupt', `a part is not valid ${encodings.join(' or ')}`, { cause: failure });
}

function declaredChinese(content: Uint8Array): readonly string[] {
  const head = Buffer.from(content.buffer, content.byteOffset, Math.min(content.length, DECLARATION_BYTES));
  const declared = DECLARED.exec(head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, ''))?.[1] ?? '';
  return CHINESE.test(declared) ? ['gb18030'] : [];
}

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: the characters that XML does not allow
const BREAKS = /[\u000b\u000c]/g;
const ILLEGAL_CHARACTERS = /[\u0000-\u0008\u000e-\u001f\ufffe\uffff]/g;
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: the characters that XML does not allow
/** The same as references. */
const ILLEGAL_REFERENCE = /&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]));/gi;

/**
 * Takes out what XML does not allow and exporters write all the same. In Word's own text 0B and 0C break a line or a
 * page, so a space stays for them.
 */
function withoutIllegalCharacters(xml: string): string {
  const text = xml.startsWith('\ufeff') || /^\s/.test(xml) ? xml.replace(/^[\ufeff\s]+/, '') : xml;
  const clean = ILLEGAL.test(text) ? text.replace(BREAKS, ' ').replace(ILLEGAL_CHARACTERS, '') : text;
  return clean.includes('&#') ? clean.replace(ILLEGAL_REFERENCE, ' ') : clean;
}
