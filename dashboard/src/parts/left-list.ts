/** Where a list was left, so that the way back leads to the same row: in the tab alone, and never on the server. */
interface Left {
  readonly href: string;
  readonly scroll: number;
  readonly id: string;
}

let left: Left | null = null;

export const leaveList = (href: string, scroll: number, id: string): void => {
  left = { href, scroll, id };
};

/** Once: whoever comes to the list another way begins at its top. */
export function takeLeft(href: string): Left | null {
  const found = left?.href === href ? left : null;
  left = null;
  return found;
}
