import type { Person } from '../../../contracts/people.ts';
import { may } from '../may.ts';
import {
  EVERYTHING,
  listHref,
  OFFICE_ROOMS,
  type OfficeRoom,
  officeHref,
  type Route,
  rosterHref,
  uploadsHref,
  WHOLE_ROSTER,
} from '../route.ts';
import { MENU_WORDS } from '../words/shell.ts';

/** What each room of the office needs to be of use. */
const ROOM_NEEDS: Readonly<Record<OfficeRoom, string>> = {
  people: 'POST /api/people',
  tokens: 'GET /api/tokens',
  years: 'POST /api/campaigns',
  trail: 'GET /api/audit',
};
export const roomsOf = (person: Person): readonly OfficeRoom[] =>
  OFFICE_ROOMS.filter((room) => may(person, ROOM_NEEDS[room]));

type Item = Exclude<keyof typeof MENU_WORDS, 'title'>;
const ITEM_OF: Readonly<Record<Route['kind'], Item | null>> = {
  list: 'list',
  document: 'list',
  roster: 'roster',
  agency: 'roster',
  uploads: 'uploads',
  upload: 'uploads',
  office: 'office',
  password: null,
  unknown: null,
};

/** The pages that there are; one that somebody may do nothing on is not in his menu. */
export function SideMenu({
  here,
  person,
  lastList,
}: {
  readonly here: Route;
  readonly person: Person;
  readonly lastList: string;
}) {
  const [room] = roomsOf(person);
  const items: readonly (readonly [Item, string])[] = [
    ['roster', rosterHref(WHOLE_ROSTER)],
    ['uploads', uploadsHref()],
    ['list', here.kind === 'document' ? lastList : listHref(EVERYTHING)],
    ...(room === undefined ? [] : ([['office', officeHref(room)]] as const)),
  ];
  return (
    <nav className="menu" aria-label={MENU_WORDS.title}>
      {items.map(([item, href]) => (
        <a key={item} href={href} aria-current={ITEM_OF[here.kind] === item ? 'page' : undefined}>
          {MENU_WORDS[item]}
        </a>
      ))}
    </nav>
  );
}
