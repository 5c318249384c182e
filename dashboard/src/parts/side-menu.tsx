import { useEffect, useRef } from 'react';
import type { Person } from '../../../contracts/people.ts';
import { menuOf } from '../menu.ts';
import type { Route } from '../route.ts';
import { MENU_WORDS } from '../words/shell.ts';

/** The pages that there are for this person. */
export function SideMenu({
  here,
  person,
  lastList,
}: {
  readonly here: Route;
  readonly person: Person;
  /** The list that an open document was opened from: the menu leads back to it. */
  readonly lastList: string;
}) {
  const menu = useRef<HTMLElement>(null);
  // In a small window it goes beyond the edge: where one is comes into sight.
  useEffect(() => {
    const current = menu.current?.querySelector<HTMLElement>('[aria-current]');
    if (menu.current === null || current === null || current === undefined) return;
    menu.current.scrollLeft = current.offsetLeft - (menu.current.clientWidth - current.offsetWidth) / 2;
  }, [here.kind]);
  return (
    <nav ref={menu} className="menu" aria-label={MENU_WORDS.title}>
      {menuOf(person).map(({ item, kinds, href }) => {
        const to = item === 'list' && here.kind === 'document' ? lastList : href(person);
        if (to === null) return null;
        return (
          <a key={item} href={to} aria-current={kinds.includes(here.kind) ? 'page' : undefined}>
            {MENU_WORDS[item]}
          </a>
        );
      })}
    </nav>
  );
}
