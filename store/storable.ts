/** PostgreSQL keeps no NUL in a text, and no half of a pair of UTF-16; a damaged document may hold either. */
export const storable = (text: string): string => text.replace(/[\0\p{Surrogate}]/gu, '\uFFFD');
