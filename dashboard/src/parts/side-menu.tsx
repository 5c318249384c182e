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
  return (
    <nav className="menu" aria-label={MENU_WORDS.title}>
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
