/** What XML cannot hold, what cannot be seen, and what turns the writing direction round. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]+/gu;

/** Text of somebody else as one line of visible characters. */
export const visibleLine = (text: string): string => text.replace(UNPRINTABLE, ' ').trim();
