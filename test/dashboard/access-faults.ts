import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
/** Runs in the browser. */
const TRANSITIONS_END = 'for (const each of document.getAnimations()) if (each instanceof CSSTransition) each.finish()';

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly impact: string; readonly nodes: readonly unknown[] }[];
}

/** Serious and critical faults of access that axe finds on a page as it is, each with its first element. */
export async function accessFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(await readFile(AXE, 'utf8'));
  // A button that was just enabled is grey for a moment: colours are judged as they come out.
  await page.evaluate(TRANSITIONS_END);
  const { violations } = await page.evaluate<AxeResult>(
    'axe.run(document, { iframes: false, resultTypes: ["violations"] })',
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${JSON.stringify(nodes[0]).slice(0, 300)}`);
}
