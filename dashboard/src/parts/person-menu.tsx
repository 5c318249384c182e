import { useEffect, useRef } from 'react';
import type { Person } from '../../../contracts/people.ts';
import { MANUAL_HREF, PASSWORD_HREF } from '../route.ts';
import { PERSON_WORDS } from '../words/shell.ts';
import { LanguageSwitch } from './language-switch.tsx';

/** Who is here, and what he does about himself. */
export function PersonMenu({ person, onSignOut }: { readonly person: Person; readonly onSignOut: () => void }) {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const shut = (event: Event): void => {
      const details = menu.current;
      if (details === null) return;
      const outside = !(event.target instanceof Node && details.contains(event.target));
      if (event instanceof KeyboardEvent ? event.key === 'Escape' : outside) details.open = false;
    };
    const shutAlways = (): void => {
      if (menu.current !== null) menu.current.open = false;
    };
    window.addEventListener('pointerdown', shut);
    window.addEventListener('keydown', shut);
    window.addEventListener('hashchange', shutAlways);
    return () => {
      window.removeEventListener('pointerdown', shut);
      window.removeEventListener('keydown', shut);
      window.removeEventListener('hashchange', shutAlways);
    };
  }, []);
  return (
    <details className="person" ref={menu}>
      <summary aria-label={PERSON_WORDS.menu(person.name)}>
        <span lang="zh-CN">{person.name}</span>
      </summary>
      <div className="person-box">
        <a href={MANUAL_HREF} target="_blank" rel="noreferrer">
          {PERSON_WORDS.manual}
        </a>
        <a href={PASSWORD_HREF}>{PERSON_WORDS.password}</a>
        <LanguageSwitch />
        <button type="button" onClick={onSignOut}>
          {PERSON_WORDS.signOut}
        </button>
      </div>
    </details>
  );
}
