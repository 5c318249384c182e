import { LOCALE } from '../language.ts';

/** 12,345 */
export const count = (n: number, digits?: Intl.NumberFormatOptions): string => n.toLocaleString(LOCALE, digits);
