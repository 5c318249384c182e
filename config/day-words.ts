/** An ISO date as people write it: 2024-01-31 → 2024年1月31日. Text that is none stays as it is. */
export const dayWords = (isoDate: string): string =>
  isoDate.replace(/^(\d{4})-0?(\d{1,2})-0?(\d{1,2})$/u, '$1年$2月$3日');
