/**
 * Fields whose code stands for a text that Word works out: an equation, a formula, a sign, a value kept elsewhere. Without
 * a result in the file nobody can tell what its reader sees.
 * @source ECMA-376-1, 17.16.5
 */
const WORKED_OUT =
  /^\s*(?:=|(?:EQ|QUOTE|REF|LINK|DDE|INCLUDETEXT|DOCPROPERTY|DOCVARIABLE|MERGEFIELD|SEQ|FILLIN|SYMBOL|MACROBUTTON)\b)/i;

export const isWorkedOut = (code: string): boolean => WORKED_OUT.test(code);
