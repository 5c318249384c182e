import type { Person } from '../../contracts/people.ts';
import {
  ALL_SIMILAR,
  ALL_SUMS,
  EVERYTHING,
  NO_ISSUE_FILTER,
  OFFICE_ROOMS,
  type OfficeRoom,
  WHOLE_ROSTER,
} from './filters.ts';
import { may } from './may.ts';
import {
  agencyHref,
  consolidatedHref,
  draftHref,
  issuesHref,
  listHref,
  officeHref,
  overviewHref,
  QUEUE_HREF,
  type Route,
  RULES_HREF,
  returnsHref,
  rosterHref,
  selfCheckHref,
  similarHref,
  uploadsHref,
} from './route.ts';
import type { MENU_WORDS } from './words/shell.ts';

/** What each room of the office needs to be of use. */
const ROOM_NEEDS: Readonly<Record<OfficeRoom, string>> = {
  people: 'POST /api/people',
  tokens: 'GET /api/tokens',
  years: 'POST /api/campaigns',
  versions: 'GET /api/conversions',
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

const queueOf = (person: Person): string | null => (may(person, 'GET /api/queue/desk') ? QUEUE_HREF : null);

/** The menu of the office from top to bottom. */
export const MENU: readonly MenuEntry[] = [
  { item: 'overview', kinds: ['overview'], href: () => overviewHref() },
  { item: 'roster', kinds: ['roster', 'agency'], href: () => rosterHref(WHOLE_ROSTER) },
  { item: 'uploads', kinds: ['uploads', 'upload'], href: () => uploadsHref() },
  { item: 'list', kinds: ['list', 'document'], href: () => listHref(EVERYTHING) },
  { item: 'returns', kinds: ['returns'], href: () => returnsHref() },
  { item: 'issues', kinds: ['issues'], href: () => issuesHref(NO_ISSUE_FILTER) },
  { item: 'consolidated', kinds: ['consolidated', 'indicators'], href: sumsOf },
  { item: 'similar', kinds: ['similar'], href: similarOf },
  { item: 'queue', kinds: ['queue'], href: queueOf },
  { item: 'rules', kinds: ['rules', 'rule'], href: () => RULES_HREF },
  { item: 'office', kinds: ['office'], href: firstRoom },
];

/** Whoever hands in for an agency alone has its own door: the lists of the office would hold one row. */
export const atOwnDoor = ({ roles, agencyId }: Person): boolean =>
  agencyId !== null && roles.every((role) => role === 'agency');

export const OWN_MENU: readonly MenuEntry[] = [
  { item: 'own', kinds: ['agency'], href: ({ agencyId }) => (agencyId === null ? null : agencyHref(agencyId)) },
  { item: 'draft', kinds: ['draft'], href: () => draftHref() },
  { item: 'selfCheck', kinds: ['selfCheck'], href: () => selfCheckHref() },
  ...MENU.filter(({ item }) => item === 'uploads' || item === 'list' || item === 'rules'),
];

export const menuOf = (person: Person): readonly MenuEntry[] => (atOwnDoor(person) ? OWN_MENU : MENU);
