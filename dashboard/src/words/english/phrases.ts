export const PHRASES = {
  colon: ': ',
  comma: ', ',
  semicolon: '; ',
  sentences: ' ',
  listed: (names: readonly string[]): string => names.join(', '),
  beside: (text: string, more: string | number): string => `${text} (${more})`,
  of: (act: string, what: string): string => `${act}: ${what}`,
  quoted: (text: string): string => `“${text}”`,
};
