import { imageOperators } from './image-operators.ts';
import { collectInk } from './ink.ts';
import type { PageOperators } from './page-operators.ts';
import { pathOperators } from './path-operators.ts';
import { arrayOf, type Operator, type Operators, penOn } from './pen.ts';
import type { SeenPage } from './seen-page.ts';
import { stateOperators } from './state-operators.ts';
import { textOperators } from './text-operators.ts';

/**
 * Follows the operators of a page and returns what they leave on it for a reader to see.
 * @throws ConversionError too-complex when the page passes a limit.
 * @source ISO 32000-1, 8.4 Graphics state, 9.3 Text state; operator list format of pdfjs-dist 5.5.207
 */
export function readDrawing(page: PageOperators): SeenPage {
  const pen = penOn(page.toPage, page.pageBox);
  const ink = collectInk(page.pageBox);
  const operators: Operators = {
    ...stateOperators(pen, page),
    ...textOperators(pen, page, ink),
    ...pathOperators(pen, ink, page.names),
    ...imageOperators(pen, page, ink),
  };
  const byCode = new Map<number, Operator>();
  for (const [name, operator] of Object.entries(operators)) {
    const code = page.names[name];
    if (code !== undefined) byCode.set(code, operator);
  }
  for (const [i, code] of page.codes.entries()) byCode.get(code)?.(arrayOf(page.arguments[i]));
  return ink.seen();
}
