import type { Page } from 'playwright-core';

/** Runs in the browser, with the names that are known. */
const LOOK = `(known) => {
  const han = /\\p{Script=Han}/u;
  const isMarked = (element) => element?.closest('[lang]')?.lang.startsWith('zh') ?? false;
  const marked = [...document.querySelectorAll('[lang|="zh"]')].map((element) => element.textContent.trim());
  const data = [...new Set([...known, ...marked])].filter((text) => han.test(text)).toSorted((a, b) => b.length - a.length);
  const without = (text) => data.reduce((rest, name) => rest.replaceAll(name, ''), text);
  const left = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const [text, element] = [node.textContent, node.parentElement];
    if (!han.test(text) || isMarked(element)) continue;
    const rest = without(text);
    if (han.test(rest)) left.push('words: ' + text);
    else if (rest.trim() === '') left.push('not marked in ' + element.tagName + ' ' + element.className + ': ' + text);
  }
  const told = ['aria-label', 'title', 'placeholder', 'alt', 'data-label'];
  for (const element of document.querySelectorAll(told.map((name) => '[' + name + ']').join())) {
    for (const name of told) {
      const text = element.getAttribute(name) ?? '';
      if (!isMarked(element) && han.test(without(text))) left.push(name + ': ' + text);
    }
  }
  if (han.test(without(document.title))) left.push('title: ' + document.title);
  return [...new Set(left)];
}`;

/**
 * What is Chinese on a page in English and should not be: words of ours, and data that is not marked as Chinese. A
 * sentence of ours may hold a name.
 * @param names of agencies, people and files
 */
export const chineseLeft = (page: Page, names: readonly string[]): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(`(${LOOK})(${JSON.stringify(names)})`);
