import type { ReactNode } from 'react';

/** The figures behind a chart, folded away: a long table scrolls by itself. */
export const FoldedTable = ({ summary, children }: { readonly summary: string; readonly children: ReactNode }) => (
  <details>
    <summary>{summary}</summary>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
    <section className="chart-table" tabIndex={0} aria-label={summary}>
      {children}
    </section>
  </details>
);
