import { HTML_LIMITS } from '../../../config/limits/markup.ts';
import { isMetaLabel, isSectionHeading, statesMeta } from './form-words.ts';
import type { Piece } from './pieces.ts';
import type { VisibleElement } from './visible-element.ts';

/** Puts the name of a fact and its value together where each is a block of its own, as in lists that styles lay out. */
export function joinFacts(pieces: readonly Piece[]): readonly Piece[] {
  const result: Piece[] = [];
  for (let i = 0; i < pieces.length; i++) {
    const label = pieces[i]!;
    const value = pieces[i + 1];
    const isPair =
      label.kind === 'paragraph' &&
      value?.kind === 'paragraph' &&
      isMetaLabel(label.text) &&
      (/[:：]$/.test(label.text) || statesMeta(label.text)) &&
      value.characters <= HTML_LIMITS.metaCharacters &&
      !isMetaLabel(value.text) &&
      !statesMeta(value.text) &&
      !isSectionHeading(value.text) &&
      areNear(label.element, value.element);
    if (!isPair) {
      result.push(label);
      continue;
    }
    result.push({
      ...label,
      text: `${label.text.replace(/\s*[:：]$/, '')}：${value.text}`,
      characters: label.characters + value.characters,
      linkCharacters: label.linkCharacters + value.linkCharacters,
    });
    i++;
  }
  return result;
}

/** Blocks of one parent, or of parents that are neighbours. */
const areNear = (a: VisibleElement, b: VisibleElement): boolean =>
  a.parent === b.parent || (a.parent !== null && b.parent !== null && a.parent.parent === b.parent.parent);
