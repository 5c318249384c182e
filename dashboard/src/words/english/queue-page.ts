import type { QueueMove, QueuePlace, QueueStage, Remedy } from '../../../../contracts/queue.ts';
import type { Urgency } from '../../../../contracts/states.ts';
import type { Lane } from '../../../../pipeline/contracts/expected-work.ts';
import { count, counted } from './counted.ts';

export const LANE_WORDS: Readonly<Record<Lane, string>> = { digital: 'Digital files', scans: 'Scans' };

export const PLACE_WORDS: Readonly<Record<QueuePlace, string>> = {
  running: 'Converting',
  waiting: 'Waiting',
  held: 'Held',
  checking: 'Rules to check',
  failed: 'Failed',
};

export const STAGE_WORDS: Readonly<Record<QueueStage, string>> = {
  intake: 'telling the format',
  extract: 'reading the content',
  recognise: 'recognising text in pictures',
  reconstruct: 'rebuilding the tables',
  canonicalise: 'putting it into the common form',
  validate: 'checking the rules',
  work: 'the program itself',
};

export const REMEDY_WORDS: Readonly<Record<Remedy, string>> = { retry: 'Try again', agency: 'Ask the agency' };

export const REMEDY_LEADS: Readonly<Record<Remedy, string>> = {
  retry: 'The file may be in order and something around it failed; it may go well another time.',
  agency: 'The same file will not go well another time; the agency must send another.',
};

export const URGENCY_WORDS: Readonly<Record<Urgency, string>> = { awaited: 'First', few: '', bulk: '' };

export const MOVE_WORDS: Readonly<Record<QueueMove, string>> = {
  retry: 'Try again',
  front: 'Put first',
  back: 'Put back in turn',
  pause: 'Hold',
  resume: 'Release',
  cancel: 'Take out',
};

export const QUEUE_PAGE_WORDS = {
  title: 'Queue',
  lead: (workers: number): string => (workers === 0 ? 'No worker is running' : `${counted(workers, 'worker')} running`),
  board: 'BullMQ board',
  alerts: 'Needs attention',
  lanes: 'Lanes',
  lane: 'Lane',
  waiting: 'Waiting',
  held: 'Held',
  running: 'Converting',
  slots: 'At a time',
  timeToGo: 'Time to go',
  oldest: 'Longest wait',
  action: 'Actions',
  none: '–',
  nothing: 'nothing waits',
  onlyHeld: 'all that waits is held',
  nobody: 'cannot be told: no worker is running',
  range: (from: string, to: string): string => `${from} to ${to}`,
  heldBy: (who: string, since: string): string => `held by ${who} since ${since}`,
  hold: 'Hold',
  resume: 'Release',
  holdLane: (lane: string): string => `Hold ${lane.toLowerCase()}`,
  resumeLane: (lane: string): string => `Release ${lane.toLowerCase()}`,
  holdAll: 'Hold all',
  resumeAll: 'Release all',
  done: {
    hold: 'Held; files that are being converted are finished.',
    resume: 'Released.',
  },
  causes: 'Why files failed',
  noCauses: 'No files have failed.',
  noneHere: 'None of this kind.',
  cause: 'Cause',
  documents: 'Files',
  last: 'Last time',
  retryAll: 'Try all again',
  retryAllOf: (cause: string): string => `Try all again: ${cause}`,
  retried: (n: number): string =>
    n === 0 ? 'There are no files that can be tried again.' : `${counted(n, 'file')} put back into the queue.`,
  charts: 'By the hour',
  span: 'Time span',
  spans: { 24: '24 hours', 168: '7 days' },
  converted: 'Converted',
  failed: 'Failed',
  chart: (what: string, sum: number, most: number): string =>
    `${what}: ${counted(sum, 'file')}, at most ${count(most)} in an hour`,
  noHours: 'No files were converted in this time.',
  table: 'Figures by the hour',
  hour: 'Time',
  waitedMedian: 'Wait (median)',
  list: 'Files in the queue',
  search: 'Search file names and agencies',
  places: 'By state',
  all: 'All',
  anyLane: 'all lanes',
  only: (cause: string): string => `Only: ${cause}`,
  everything: 'Clear',
  file: 'File',
  state: 'State',
  waited: 'Waited',
  took: 'Took',
  attempts: 'Attempts',
  agencyOf: (agency: string): string => `Agency: ${agency}`,
  senderOf: (sender: string): string => `Uploaded by ${sender}`,
  progress: (read: number, pages: number): string => `page ${count(read)} of ${count(pages)}`,
  stageFailed: (stage: string): string => `failed at ${stage}`,
  nothingQueued: 'The queue is empty: every file has been dealt with.',
  empty: 'There are no such files in the queue.',
  total: (n: number): string => counted(n, 'file'),
  toQueue: 'See the queue',
  more: (n: number): string => `(${count(n)} more)`,
};

/** Times are told in words: “5 min”. */
export const ALERT_WORDS = {
  'redis-away':
    'The queue (Redis) does not answer: files that wait are not converted for now; those that arrived are safe.',
  'no-worker': (waiting: number): string =>
    `No worker is running, and ${waiting === 1 ? '1 file waits' : `${count(waiting)} files wait`}.`,
  'stands-still': (lane: string, time: string): string =>
    `${lane}: files wait, but none has been begun or finished for ${time}.`,
  'waits-long': (lane: string, time: string): string => `${lane}: a file has been waiting for ${time}.`,
  'one-cause': (message: string, failed: number, ended: number): string =>
    `Of ${counted(ended, 'file')} in the last hour, ${count(failed)} failed for one cause: ${message}`,
  'disk-low': (size: string, refuses: boolean): string =>
    refuses
      ? `Only ${size} of the disk are left: uploads are refused.`
      : `Only ${size} of the disk are left; make room soon.`,
  held: (lane: string, who: string, since: string, waiting: number): string =>
    `${lane}: held by ${who} since ${since}, and ${waiting === 1 ? '1 file waits' : `${count(waiting)} files wait`}.`,
};
