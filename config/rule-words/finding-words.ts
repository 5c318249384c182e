/** What the words of a rule may use of a finding: the parts that are data, in the shape of the canonical JSON. */
export interface FoundFault {
  /** Finished words of the report's own language. */
  readonly message: string;
  readonly suggestion: string | null;
  readonly formula: string | null;
  readonly cells: readonly string[];
  readonly expected: number | string | null;
  readonly actual: number | string | null;
  readonly section: number | null;
  /** Words of the document, never translated. */
  readonly quote: string | null;
  /** Alternatives of changes that would set the numbers right. */
  readonly repairs?:
    | readonly (readonly { readonly cell: string; readonly actual: number; readonly repaired: number }[])[]
    | undefined;
}

/** One rule in one language: what was found and where, and what to do about it. */
export interface RuleWords {
  readonly title: string;
  readonly message: (found: FoundFault) => string;
  readonly suggestion: string | ((found: FoundFault) => string);
}
