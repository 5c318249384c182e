import type { Move } from '../contracts/filings.ts';
import { type DocumentState, FILING_STATES, type FilingState, type Role } from '../contracts/states.ts';

/** The state machine of a filing as data: which move leads where, who may make it, what must hold, what is said if not. */

/** What stands in the way of a move: a stable code and its sentence. */
export const OBSTACLES = {
  'wrong-state': '当前状态不能进行这项操作。',
  'no-version': '还没有收到报告。',
  'errors-open': '还有未处理的错误，须先退回更正或不予采纳。',
  'warnings-undecided': '还有未处理的提示。',
  'doubts-open': '还有存疑的单元格没有核对。',
  'reading-open': '还有没有读准或没有归入报告的内容，须对照原件核对。',
  'pages-unread': '还有没有读取的页面，须对照原件核对。',
  'mistakes-open': '还有疑似单位差错的问题没有确认或不予采纳。',
  'mistakes-confirmed': '已确认单位有差错，须退回更正或不予采纳。',
  'placement-unconfirmed': '报告的单位和年度还没有确认。',
  'template-unknown': '报告的格式不明，不能通过。',
  'own-work': '审核和通过须由不同的人办理。',
  'nothing-to-return': '没有需要单位更正的问题，也没有写明退回的原因。',
  'due-in-the-past': '更正期限早于今天。',
  'campaign-closed': '这一年度的收集已经结束。',
  'not-your-role': '您的角色不能进行这项操作。',
  'no-such-reviewer': '这个人不能审核报告。',
  'aside-already': '已经搁置。',
  'not-aside': '没有搁置。',
} as const;
export type ObstacleCode = keyof typeof OBSTACLES;
export interface Obstacle {
  readonly code: ObstacleCode;
  readonly message: string;
}
export const obstacle = (code: ObstacleCode): Obstacle => ({ code, message: OBSTACLES[code] });

/** What of a report waits for a person besides errors, warnings and cells: counts. */
export interface Waiting {
  /** Findings that wait for a look at the paper. */
  readonly doubts: number;
  /** Pages that nobody read. */
  readonly pages: number;
  /** Findings that wait for a word whether they are the agency's mistakes, and those that were said to be. */
  readonly mistakes: number;
  readonly confirmedMistakes: number;
}
export const NOTHING_WAITS: Waiting = { doubts: 0, pages: 0, mistakes: 0, confirmedMistakes: 0 };

/** All that the conditions look at. */
export interface FilingFacts {
  readonly state: FilingState;
  readonly version: number;
  /** Of the main document of the version that counts, after the decisions. */
  readonly openErrors: number;
  readonly undecidedWarnings: number;
  readonly doubts: number;
  readonly waiting: Waiting;
  readonly toReturn: number;
  readonly templateKnown: boolean;
  readonly placementConfirmed: boolean;
  /** People who decided on its findings, are its reviewer or took it on. */
  readonly workedOnBy: readonly string[];
  readonly campaignOpen: boolean;
  /** A reviewer put it aside for the time being. */
  readonly isAside: boolean;
}

/** Who moves, and with what. */
export interface Mover {
  readonly personId: string;
  readonly roles: readonly Role[];
  readonly today: string;
}
export interface MoveWords {
  readonly dueOn?: string;
  readonly note?: string;
}

type Condition = (filing: FilingFacts, mover: Mover, words: MoveWords) => ObstacleCode | null;

const holds =
  (code: ObstacleCode, condition: (filing: FilingFacts, mover: Mover, words: MoveWords) => boolean): Condition =>
  (filing, mover, words) =>
    condition(filing, mover, words) ? null : code;

const hasVersion = holds('no-version', ({ version }) => version > 0);
const noOpenError = holds('errors-open', ({ openErrors }) => openErrors === 0);
const allDecided = holds('warnings-undecided', ({ undecidedWarnings }) => undecidedWarnings === 0);
const noDoubt = holds('doubts-open', ({ doubts }) => doubts === 0);
const allLookedAt = holds('reading-open', ({ waiting }) => waiting.doubts === 0);
const allPagesRead = holds('pages-unread', ({ waiting }) => waiting.pages === 0);
const noOpenMistake = holds('mistakes-open', ({ waiting }) => waiting.mistakes === 0);
const noMistake = holds('mistakes-confirmed', ({ waiting }) => waiting.confirmedMistakes === 0);
const isConfirmed = holds('placement-unconfirmed', ({ placementConfirmed }) => placementConfirmed);
const isOnForm = holds('template-unknown', ({ templateKnown }) => templateKnown);
const fourEyes = holds('own-work', ({ workedOnBy }, { personId }) => !workedOnBy.includes(personId));
const isAside = holds('not-aside', ({ isAside }) => isAside);
const isNotAside = holds('aside-already', ({ isAside }) => !isAside);
const isOpen = holds('campaign-closed', ({ campaignOpen }) => campaignOpen);
const hasReason = holds('nothing-to-return', ({ toReturn }, _, { note = '' }) => toReturn > 0 || note !== '');
const isAhead = holds('due-in-the-past', (_, { today }, { dueOn = '' }) => dueOn >= today);

export interface MoveRow {
  readonly from: readonly FilingState[];
  /** Null: the state stays. */
  readonly to: FilingState | null;
  readonly may: readonly Role[];
  readonly conditions: readonly Condition[];
}

const CHECKED: readonly FilingState[] = ['needsReview', 'clear'];
const ANY_DUE: readonly FilingState[] = FILING_STATES.filter((state) => state !== 'exempt' && state !== 'merged');

export const FILING_MOVES: Readonly<Record<Move, MoveRow>> = {
  return: {
    from: CHECKED,
    to: 'returned',
    may: ['reviewer', 'approver'],
    conditions: [isOpen, hasVersion, hasReason, isAhead],
  },
  accept: {
    from: CHECKED,
    to: 'accepted',
    may: ['approver'],
    conditions: [
      ...[isOpen, hasVersion, isConfirmed, isOnForm, noOpenError, allDecided, noDoubt],
      ...[allLookedAt, allPagesRead, noOpenMistake, noMistake, fourEyes],
    ],
  },
  reopen: { from: ['accepted', 'published', 'returned', 'exempt'], to: null, may: ['approver'], conditions: [isOpen] },
  exempt: { from: ['expected'], to: 'exempt', may: ['clerk', 'approver'], conditions: [isOpen] },
  reviewer: { from: ANY_DUE, to: null, may: ['reviewer', 'approver', 'clerk'], conditions: [] },
  aside: { from: CHECKED, to: null, may: ['reviewer', 'approver'], conditions: [isNotAside] },
  resume: { from: ANY_DUE, to: null, may: ['reviewer', 'approver'], conditions: [isAside] },
  comment: { from: [...ANY_DUE, 'exempt'], to: null, may: ['agency', 'clerk', 'reviewer', 'approver'], conditions: [] },
};

/** All that is in the way of a move; empty where it may be made. */
export function obstaclesTo(move: Move, filing: FilingFacts, mover: Mover, words: MoveWords = {}): readonly Obstacle[] {
  const { from, may, conditions } = FILING_MOVES[move];
  if (!may.some((role) => mover.roles.includes(role))) return [obstacle('not-your-role')];
  if (!from.includes(filing.state)) return [obstacle('wrong-state')];
  return conditions.flatMap((condition) => {
    const code = condition(filing, mover, words);
    return code === null ? [] : [obstacle(code)];
  });
}

/** What the state of a filing follows from while nobody's move holds it. */
export interface Work {
  readonly version: number;
  readonly mainState: DocumentState | null;
  /** False while what was read waits to be checked with what the office knows. */
  readonly checked: boolean;
  readonly openErrors: number;
  readonly undecidedWarnings: number;
  readonly doubts: number;
  readonly waiting: Waiting;
}

/** The states that a person's move sets and only another move leaves. */
export const HELD: readonly FilingState[] = ['returned', 'accepted', 'published', 'exempt', 'merged'];

/** Where a filing stands that no move holds. A conversion that failed counts as received: its flag tells. */
export function stateOfWork({ version, mainState, checked, waiting, ...open }: Work): FilingState {
  if (version === 0 || mainState === null) return 'expected';
  if (mainState === 'converting') return 'converting';
  if (mainState !== 'converted') return 'received';
  if (!checked) return 'checking';
  const counts = [open.openErrors, open.undecidedWarnings, open.doubts, ...Object.values(waiting)];
  return counts.every((count) => count === 0) ? 'clear' : 'needsReview';
}

/** States in which a version waits for the office. */
export const IN_THE_OFFICE: readonly FilingState[] = ['received', 'converting', 'checking', 'needsReview', 'clear'];

/** Whether a version after the one that was returned waits for the office. */
export const hasComeBack = (filing: {
  readonly state: FilingState;
  readonly version: number;
  readonly returnedVersion: number | null;
}): boolean =>
  filing.returnedVersion !== null && filing.version > filing.returnedVersion && IN_THE_OFFICE.includes(filing.state);

/** A person let the report pass, whether it is published by now or not. */
export const isPassed = (state: FilingState): boolean => state === 'accepted' || state === 'published';

/** Why a document cannot go to a filing in this state; null where it can. */
export function obstacleToHandIn(state: FilingState, campaignOpen: boolean): 'accepted' | 'not-due' | 'closed' | null {
  if (!campaignOpen) return 'closed';
  if (isPassed(state)) return 'accepted';
  return state === 'exempt' || state === 'merged' ? 'not-due' : null;
}
