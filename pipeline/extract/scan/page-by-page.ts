import type { Page } from '../../contracts/page.ts';
import type { PageDesk } from '../../contracts/page-desk.ts';

/**
 * Reads one page. What must be read from its picture goes through `picture`, which gives null when another reader is at
 * it: then the page is null too, and asked for once more at the end.
 */
export type ReadPage = (
  number: number,
  picture: (read: () => Promise<Page>) => Promise<Page | null>,
) => Promise<Page | null>;

/**
 * Reads the pages of a document, each picture once between all its readers.
 * @returns the pages in their order; nothing for a reader that only helps.
 */
export async function readPageByPage(count: number, desk: PageDesk, read: ReadPage): Promise<readonly Page[]> {
  const pages = new Map<number, Page>();
  const turn = async (number: number, answer: () => Promise<Page | 'read' | 'elsewhere'>): Promise<void> => {
    const page = await read(number, async (readPicture) => {
      const said = await answer();
      if (said === 'elsewhere') return null;
      if (said !== 'read') return said;
      const fresh = await readPicture();
      await desk.keep(fresh);
      return fresh;
    });
    if (page !== null && desk.from === 'first') pages.set(number, page);
  };

  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  if (desk.from === 'last') numbers.reverse();
  for (const number of numbers) await turn(number, () => desk.ask(number, count));
  if (desk.from === 'last') return [];
  for (const number of numbers) if (!pages.has(number)) await turn(number, () => desk.wait(number));
  return numbers.flatMap((number) => pages.get(number) ?? []);
}
