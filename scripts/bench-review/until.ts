import type { Page } from 'playwright-core';

/** Resolves in the frame in which a condition of the page holds. Not `waitForFunction`: the policy of the page forbids `eval`. */
export const until = (page: Page, condition: string): Promise<unknown> =>
  page.evaluate(
    `new Promise((done) => { const look = () => (${condition}) ? done() : requestAnimationFrame(look); look(); })`,
  );
