import type { Person } from '../../contracts/people.ts';
import { may } from './may.ts';
import {
  ALL_SIMILAR,
  ALL_SUMS,
  agencyHref,
  consolidatedHref,
  draftHref,
  EVERYTHING,
  issuesHref,
  listHref,
  NO_ISSUE_FILTER,
  OFFICE_ROOMS,
  type OfficeRoom,
  officeHref,
  overviewHref,
  type Route,
  RULES_HREF,
  returnsHref,
  rosterHref,
  selfCheckHref,
  similarHref,
  uploadsHref,
  WHOLE_ROSTER,
} from './route.ts';
import type { MENU_WORDS } from './words/shell.ts';

/** What each room of the office needs to be of use. */
const ROOM_NEEDS: Readonly<Record<OfficeRoom, string>> = {
  people: 'POST /api/people',
  tokens: 'GET /api/tokens',
  years: 'POST /api/campaigns',
  trail: 'GET /api/audit',
};
export const roomsOf = (person: Person): readonly OfficeRoom[] =>
  OFFICE_ROOMS.filter((room) => may(person, ROOM_NEEDS[room]));

export interface MenuEntry {
  readonly item: Exclude<keyof typeof MENU_WORDS, 'title'>;
  /** The pages that it stands for: on them it is the current one. */
  readonly kinds: readonly Route['kind'][];
  /** Where it leads; null: this person may do nothing there, so it is not in his menu. */
  readonly href: (person: Person) => string | null;
}

const firstRoom = (person: Person): string | null => {
  const [room] = roomsOf(person);
  return room === undefined ? null : officeHref(room);
};

const sumsOf = (person: Person): string | null =>
  may(person, 'GET /api/campaigns/:year/consolidated') ? consolidatedHref(null, ALL_SUMS) : null;

const similarOf = (person: Person): string | null =>
  may(person, 'GET /api/campaigns/:year/similar') ? similarHref(null, ALL_SIMILAR) : null;

/** Whoever hands in for an agency alone has its own door: the lists of the office would hold one row. */
export const atOwnDoor = ({ roles, agencyId }: Person): boolean =>
  agencyId !== null && roles.every((role) => role === 'agency');
const forOffice =
  (href: string) =>
  (person: Person): string | null =>
    atOwnDoor(person) ? null : href;

/** The menu from top to bottom. */
export const MENU: readonly MenuEntry[] = [
  {
    item: 'own',
    kinds: ['agency'],
    href: (person) => (atOwnDoor(person) && person.agencyId !== null ? agencyHref(person.agencyId) : null),
  },
  { item: 'draft', kinds: ['draft'], href: (person) => (person.agencyId === null ? null : draftHref()) },
  { item: 'selfCheck', kinds: ['selfCheck'], href: (person) => (person.agencyId === null ? null : selfCheckHref()) },
  { item: 'overview', kinds: ['overview'], href: forOffice(overviewHref()) },
  { item: 'roster', kinds: ['roster', 'agency'], href: forOffice(rosterHref(WHOLE_ROSTER)) },
  { item: 'uploads', kinds: ['uploads', 'upload'], href: () => uploadsHref() },
  { item: 'list', kinds: ['list', 'document'], href: () => listHref(EVERYTHING) },
  { item: 'returns', kinds: ['returns'], href: forOffice(returnsHref()) },
  { item: 'issues', kinds: ['issues'], href: forOffice(issuesHref(NO_ISSUE_FILTER)) },
  { item: 'consolidated', kinds: ['consolidated', 'indicators'], href: sumsOf },
  { item: 'similar', kinds: ['similar'], href: similarOf },
  { item: 'rules', kinds: ['rules', 'rule'], href: () => RULES_HREF },
  { item: 'office', kinds: ['office'], href: firstRoom },
];
