import { compact } from '../wording/fold.ts';

const tidy = (name: string): string => compact(name).replace(/[()（）"“”'‘’·.。,，]/gu, '');

/** Whether the characters of `short` stand in `long` in their order, as in an abbreviation of it. */
function inOrder(short: string, long: string): boolean {
  let at = 0;
  for (const character of long) if (character === short[at]) at++;
  return at === short.length;
}

const GOVERNMENT = /(?:(?:人民)?政府|办事处|管理委员会|管委会)$/u;
const PLACE = /(?:省|市|州|盟|县|区|旗|镇|乡|街道)(?:(?:人民)?政府|办事处|管理委员会|管委会)?$/u;
const PARTS_OF_A_BODY = /(?:办公室|领导小组|政务公开办|信息公开办|秘书科|综合科)$/u;

/**
 * Whether two names can be those of one body: one is the end of the other (its region left out), an abbreviation of it,
 * or an office within it.
 */
export function sameBody(first: string, second: string): boolean {
  const [a, b] = [tidy(first), tidy(second)];
  if (a === '' || b === '' || a === b) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.endsWith(short) || long.startsWith(short)) return true;
  // a place stands for its government: 建元镇 and 青岭县建元镇人民政府
  if (PLACE.test(short) && long.replace(GOVERNMENT, '').endsWith(short.replace(GOVERNMENT, ''))) return true;
  if (short.at(-1) === long.at(-1) && inOrder(short, long)) return true;
  return PARTS_OF_A_BODY.test(long) && long.includes(short.replace(PARTS_OF_A_BODY, ''));
}
