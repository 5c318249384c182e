export const PHRASES = {
  colon: ': ',
  comma: ', ',
  semicolon: '; ',
  sentences: ' ',
  listed: (names: readonly string[]): string => names.join(', '),
  beside: (text: string, more: string | number): string => `${text} (${more})`,
  quoted: (text: string): string => `“${text}”`,
};
