import type { LiveState } from '../live-state.ts';
import { CONNECTION_WORDS } from '../words/page.ts';

/** Whether what the page shows is what the server knows at this moment. */
export function ConnectionMark({ state }: { readonly state: LiveState }) {
  return (
    <span className={`connection connection-${state.connection}`} role="status">
      <i aria-hidden="true" />
      <span>{CONNECTION_WORDS[state.connection]}</span>
    </span>
  );
}
