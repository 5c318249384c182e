/** What a relation says that does not hold. */
const FAILING: Readonly<Record<string, string>> = { '=': '≠', '≤': '>', '≥': '<' };

/** The formula of a finding as the numbers have it: `15 = 16` says what is demanded, `15 ≠ 16` what stands there. */
export const failingFormula = (formula: string): string =>
  formula.replaceAll(/ ([=≤≥]) /g, (_, sign: string) => ` ${FAILING[sign] ?? sign} `);
