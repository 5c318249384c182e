import type { Page } from './page.ts';

/**
 * Where those pages of one document that must be read from their picture are shared out and kept, so that each is read
 * once: also when a reader was lost on the way, also when several read the same document. Pages count from 1.
 */
export interface PageDesk {
  /** `last`: this reader only helps another one. It begins at the other end and waits for nobody. */
  readonly from: 'first' | 'last';
  /** Asked before a page is read. `read`: do so; `elsewhere`: another reader is at it or a helper needs it no more. */
  readonly ask: (page: number, pages: number) => Promise<Page | 'read' | 'elsewhere'>;
  /** Waits until another reader has done the page; `read`: nobody will. */
  readonly wait: (page: number) => Promise<Page | 'read'>;
  readonly keep: (page: Page) => Promise<void>;
}

/** The desk of a reader that is alone and begins anew each time. */
export const LONE_DESK: PageDesk = {
  from: 'first',
  ask: async () => 'read',
  wait: async () => 'read',
  keep: async () => {},
};
