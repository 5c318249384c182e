import type { FilledForm } from './filled-form.ts';

/** A document that the office sends out, before it is set as a Word file. All texts are plain. */

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'note'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** Shares of the width; left out: all alike. */
      readonly widths?: readonly number[];
    }
  /** A chart of lying bars, each with its number beside it. */
  | {
      readonly kind: 'bars';
      readonly caption: string;
      readonly bars: readonly { readonly name: string; readonly value: number; readonly text: string }[];
    }
  | { readonly kind: 'form'; readonly form: FilledForm };

export interface WrittenDocument {
  readonly title: string;
  readonly landscape: boolean;
  readonly blocks: readonly Block[];
  /** Who signs, and the day; null: nobody. */
  readonly signature: { readonly office: string | null; readonly day: string } | null;
}

/** The form as a document of its own. */
export const formDocument = (form: FilledForm): WrittenDocument => ({
  title: form.title,
  landscape: true,
  blocks: [{ kind: 'form', form }],
  signature: null,
});
