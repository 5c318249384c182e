import { elementsOf, type XmlElement } from './xml.ts';

/** How the parts of an equation are written in a line, by the element that holds them. */
export type EquationPart =
  | { readonly kind: 'text'; readonly element: XmlElement }
  /** Above or below the line: powers, indices, limits. */
  | { readonly kind: 'script'; readonly element: XmlElement }
  | { readonly kind: 'sign'; readonly text: string };

const text = (element: XmlElement): EquationPart => ({ kind: 'text', element });
const script = (element: XmlElement): EquationPart => ({ kind: 'script', element });
const sign = (text: string): EquationPart => ({ kind: 'sign', text });

const SCRIPTS = new Set(['m:sup', 'm:sub', 'm:lim', 'm:deg']);

/** Elements of one level: the rows of an array or a matrix stand below one another, the cells of a row beside. */
const between = (element: XmlElement, name: string, mark: string): readonly EquationPart[] =>
  elementsOf(element)
    .filter((child) => child.name === name)
    .flatMap((child, i) => (i === 0 ? [text(child)] : [sign(mark), text(child)]));

/**
 * The parts of an element of an equation in the order in which they are read. A fraction keeps its stroke and a root its
 * sign, so that neither reads as a plain number. @source ECMA-376 part 1, 22.1
 */
export function equationParts(element: XmlElement): readonly EquationPart[] {
  switch (element.name) {
    case 'm:f':
      return elementsOf(element).flatMap((child) =>
        child.name === 'm:num' ? [text(child)] : child.name === 'm:den' ? [sign('/'), text(child)] : [],
      );
    case 'm:rad':
      return [sign('√'), ...scriptsLast(element)];
    case 'm:eqArr':
      return between(element, 'm:e', '\n');
    case 'm:m':
      return between(element, 'm:mr', '\n');
    case 'm:mr':
      return between(element, 'm:e', '\t');
    default:
      return scriptsLast(element);
  }
}

const scriptsLast = (element: XmlElement): readonly EquationPart[] =>
  elementsOf(element).map((child) => (SCRIPTS.has(child.name) ? script(child) : text(child)));

/** Elements whose parts are not simply read one after the other. */
export const EQUATION_STRUCTURES = [
  'm:f',
  'm:rad',
  'm:eqArr',
  'm:m',
  'm:mr',
  'm:sSup',
  'm:sSub',
  'm:sSubSup',
  'm:sPre',
  'm:limLow',
  'm:limUpp',
  'm:nary',
] as const;
