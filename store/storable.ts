/** PostgreSQL keeps no NUL in a text; a damaged document may hold one. */
export const storable = (text: string): string => text.replaceAll('\0', '\uFFFD');
