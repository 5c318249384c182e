import { childOf, childrenOf, integerOf, propertyOf, type XmlElement } from './xml.ts';

/**
 * What a legacy form field shows that keeps its content beside the text: the chosen entry of a list, the default of a
 * text field; '' for one without. @source ECMA-376 part 1, 17.16.9, 17.16.28 and 17.16.34
 */
export function shownByField(fldChar: XmlElement): string {
  const data = childOf(fldChar, 'w:ffData');
  const list = childOf(data, 'w:ddList');
  if (list !== null) {
    const chosen = integerOf(propertyOf(list, 'w:result')) ?? integerOf(propertyOf(list, 'w:default')) ?? 0;
    return childrenOf(list, 'w:listEntry')[chosen]?.attributes['w:val'] ?? '';
  }
  return propertyOf(childOf(data, 'w:textInput'), 'w:default') ?? '';
}
