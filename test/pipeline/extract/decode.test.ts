import { describe, expect, test } from 'vitest';
import { decodeText, encodingOf } from '../../../pipeline/extract/decode.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const bytes = (...parts: readonly (readonly number[] | Uint8Array)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

/** Bytes of a text in an encoding that the platform only decodes: every pair and four-byte sequence tried once. */
function encoder(encoding: 'gb18030' | 'big5'): (text: string) => Uint8Array {
  const known = new Map<string, readonly number[]>();
  const decoder = new TextDecoder(encoding);
  const leads = Array.from({ length: 126 }, (_, i) => 0x81 + i);
  const trails = Array.from({ length: 191 }, (_, i) => 0x40 + i);
  for (const lead of leads) {
    for (const trail of trails) {
      const character = decoder.decode(Uint8Array.from([lead, trail]));
      if ([...character].length === 1 && character !== '\ufffd' && !known.has(character))
        known.set(character, [lead, trail]);
    }
  }
  return (text) =>
    Uint8Array.from(
      [...text].flatMap((character) =>
        character < '\u0080' ? [character.charCodeAt(0)] : [...(known.get(character) ?? [0x3f])],
      ),
    );
}

const gb = encoder('gb18030');
const big5 = encoder('big5');
const utf16 = (text: string, order: 'le' | 'be'): Uint8Array => {
  const little = Buffer.from(text, 'utf16le');
  return Uint8Array.from(order === 'le' ? little : Buffer.from(little).swap16());
};

const SIMPLIFIED = '二、主动公开政府信息情况\n规章\t0\t12\n本年新收政府信息公开申请数量 245 件，较上年增长。';
const TRADITIONAL = '二、主動公開政府信息情況\n規章\t0\t12\n本年新收政府信息公開申請數量 245 件，較上年增長。';

describe('text that says nothing of its encoding', () => {
  test.each([
    ['UTF-8', utf8(SIMPLIFIED), 'utf-8', SIMPLIFIED],
    ['GB2312', gb(SIMPLIFIED), 'gb18030', SIMPLIFIED],
    ['Traditional characters in GBK', gb(TRADITIONAL), 'gb18030', TRADITIONAL],
    ['Big5', big5(TRADITIONAL), 'big5', TRADITIONAL],
    ['UTF-16, low byte first', utf16(SIMPLIFIED, 'le'), 'utf-16le', SIMPLIFIED],
    ['UTF-16, high byte first', utf16(SIMPLIFIED, 'be'), 'utf-16be', SIMPLIFIED],
    ['ASCII', utf8('plain text\r\n'), 'utf-8', 'plain text\r\n'],
    ['nothing', utf8(''), 'utf-8', ''],
  ])('%s is recognised by its bytes', (_, content, encoding, text) => {
    expect(decodeText(content)).toEqual({ text, encoding, differs: false });
  });

  test('a byte order mark tells the encoding and is no part of the text', () => {
    expect(decodeText(bytes([0xef, 0xbb, 0xbf], utf8(SIMPLIFIED)))).toMatchObject({
      text: SIMPLIFIED,
      encoding: 'utf-8',
    });
    expect(decodeText(bytes([0xff, 0xfe], utf16(SIMPLIFIED, 'le')))).toMatchObject({
      text: SIMPLIFIED,
      encoding: 'utf-16le',
    });
    expect(decodeText(bytes([0xfe, 0xff], utf16(SIMPLIFIED, 'be')))).toMatchObject({
      text: SIMPLIFIED,
      encoding: 'utf-16be',
    });
    expect(decodeText(bytes([0x84, 0x31, 0x95, 0x33], gb(SIMPLIFIED)))).toMatchObject({
      text: SIMPLIFIED,
      encoding: 'gb18030',
    });
  });

  test('a UTF-8 mark before GB18030 text does not make it UTF-8', () => {
    expect(decodeText(bytes([0xef, 0xbb, 0xbf], gb(SIMPLIFIED)))).toMatchObject({
      text: SIMPLIFIED,
      encoding: 'gb18030',
    });
  });

  test('UTF-16 without a single ASCII letter still has its line ends', () => {
    const lines = '规章\n行政许可\n行政处罚\n行政强制\n';
    expect(decodeText(utf16(lines, 'le')).text).toBe(lines);
    expect(decodeText(utf16(lines, 'be')).text).toBe(lines);
  });

  test('zero bytes in a UTF-8 file do not make it UTF-16', () => {
    expect(decodeText(bytes(utf8(SIMPLIFIED), [0], utf8(SIMPLIFIED))).encoding).toBe('utf-8');
  });
});

describe('damaged text', () => {
  test('UTF-8 with a few broken bytes is UTF-8', () => {
    const broken = utf8(SIMPLIFIED);
    broken[4] = 0xff;
    const { text, encoding } = decodeText(broken, 'gbk');
    expect(encoding).toBe('utf-8');
    expect(text).toContain('本年新收政府信息公开申请数量 245 件');
    expect(text).toContain('\ufffd');
  });

  test('UTF-8 cut in the middle of its last character is UTF-8', () => {
    expect(decodeText(utf8(SIMPLIFIED).subarray(0, -1)).encoding).toBe('utf-8');
  });

  test('GB18030 with a stray byte is GB18030', () => {
    const { text, encoding } = decodeText(bytes(gb('一、总体情况\n'), [0xff], gb(SIMPLIFIED)));
    expect(encoding).toBe('gb18030');
    expect(text).toContain('本年新收政府信息公开申请数量 245 件');
  });
});

describe('declared encodings', () => {
  test.each(['gb2312', 'GBK', 'x-gbk', 'gb_2312-80', 'GB18030', 'cp936', 'gb-2312', 'chinese'])(
    '%s means GB18030',
    (label) => {
      expect(encodingOf(label)).toBe('gb18030');
      expect(decodeText(gb(SIMPLIFIED), label)).toEqual({ text: SIMPLIFIED, encoding: 'gb18030', differs: false });
    },
  );

  test('four-byte characters of GB18030 are read in a page that calls itself GBK', () => {
    // 㐀 is 81 39 EE 39 in GB18030 and does not exist in GBK.
    const content = bytes(gb('东屏区'), [0x81, 0x39, 0xee, 0x39], gb('镇人民政府主动公开情况'));
    expect(decodeText(content, 'gbk').text).toBe('东屏区㐀镇人民政府主动公开情况');
  });

  test.each([
    ['GB18030', 'utf-8', gb(SIMPLIFIED), 'gb18030', SIMPLIFIED],
    ['UTF-8', 'gb2312', utf8(SIMPLIFIED), 'utf-8', SIMPLIFIED],
    ['UTF-8', 'big5', utf8(TRADITIONAL), 'utf-8', TRADITIONAL],
    ['GB18030', 'big5', gb(SIMPLIFIED), 'gb18030', SIMPLIFIED],
    ['Big5', 'gbk', big5(TRADITIONAL), 'big5', TRADITIONAL],
    ['GB18030', 'iso-8859-1', gb(SIMPLIFIED), 'gb18030', SIMPLIFIED],
    ['UTF-16', 'utf-8', utf16(SIMPLIFIED, 'le'), 'utf-16le', SIMPLIFIED],
  ])('%s that calls itself %s is read as what it is', (_, declared, content, encoding, text) => {
    expect(decodeText(content, declared)).toEqual({ text, encoding, differs: true });
  });

  test('text in a European encoding is read as declared', () => {
    const latin = Uint8Array.from(Buffer.from('Résumé général', 'latin1'));
    expect(decodeText(latin, 'iso-8859-1')).toEqual({
      text: 'Résumé général',
      encoding: 'windows-1252',
      differs: false,
    });
  });

  test('an unknown label is no declaration', () => {
    expect(decodeText(gb(SIMPLIFIED), 'no-such-charset')).toMatchObject({ text: SIMPLIFIED, differs: false });
  });

  test('a wrong declaration of pure ASCII makes no difference', () => {
    expect(decodeText(utf8('report 2023'), 'big5').differs).toBe(false);
  });
});
