/** Characters that set the direction of what stands between them and are not seen themselves. @source Unicode UAX 9 */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Text that is turned round as a whole. */
const TURNED = /\u202e([^\u202a-\u202e\u2066-\u2069]*)(?:\u202c|$)/g;

/** Text without characters that only direct it, in the order in which it is seen. */
export const inSeenOrder = (text: string): string =>
  DIRECTION.test(text)
    ? text.replace(TURNED, (_, turned: string) => [...turned].reverse().join('')).replace(DIRECTIONS, '')
    : text;
