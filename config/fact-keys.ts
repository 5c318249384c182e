/** Facts of a report that a person may correct, in the order in which they are shown. @source fields.json, `report` */
export const CORRECTABLE_FACTS = [
  'agency',
  'year',
  'title',
  'template',
  'period',
  'publishedOn',
  'signedOn',
  'signer',
  'publisher',
  'indexNumber',
  'documentNumber',
] as const;
export type FactKey = (typeof CORRECTABLE_FACTS)[number];

/** The name by which corrections and doubts call a fact. */
export const factPath = (fact: FactKey): string => `report/${fact}`;

/** The fact that a path names; null for a cell and for what is no fact that can be corrected. */
export const factOf = (path: string): FactKey | null =>
  CORRECTABLE_FACTS.find((fact) => factPath(fact) === path) ?? null;
