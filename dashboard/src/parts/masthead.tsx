import { APP_WORDS } from '../words/page.ts';

/** The head of the page while it is not known who is here; the same stands in index.html. */
export const Masthead = () => (
  <header className="top">
    <span className="top-name">
      <strong>{APP_WORDS.name}</strong>
    </span>
  </header>
);
