import type { Evidence, EvidencePlace } from '../../../../contracts/match.ts';
import type { WaitReason } from '../../../../contracts/states.ts';
import type { UploadPile } from '../../filters.ts';
import { count, counted } from './counted.ts';

export const UPLOADS_WORDS = {
  title: 'Uploads',
  empty: 'Nothing has been uploaded yet.',
  when: 'Time',
  who: 'Uploaded by',
  unknownWho: '—',
  files: 'Files',
  received: 'Received',
  duplicate: 'Duplicates',
  rejected: 'Rejected',
  placed: 'Assignment',
  receiving: 'Receiving …',
  receipt: 'Receipt',
  receiptXlsx: 'Download receipt as XLSX',
  total: (n: number): string => counted(n, 'upload'),
  standing: (assigned: number, waiting: number, open: number): string =>
    [
      `${count(assigned)} assigned`,
      waiting > 0 ? `${count(waiting)} to assign` : '',
      open > 0 ? `${count(open)} being converted` : '',
    ]
      .filter((part) => part !== '')
      .join(', '),
};

export const PILE_WORDS: Readonly<Record<UploadPile, string>> = {
  waiting: 'To assign',
  assigned: 'Assigned',
  refused: 'Not taken',
};

export const PILE_EMPTY_WORDS: Readonly<Record<UploadPile, string>> = {
  waiting: 'No files wait to be assigned.',
  assigned: 'No files have been assigned to agencies yet.',
  refused: 'All files were taken.',
};

export const UPLOAD_PAGE_WORDS = {
  back: 'Uploads',
  title: (when: string): string => `Upload of ${when}`,
  sum: (all: number, received: number, duplicate: number, rejected: number): string =>
    `${count(all)} arrived = ${count(received)} received + ${count(duplicate)} duplicate + ${count(rejected)} rejected`,
  by: (who: string): string => `Uploaded by ${who}`,
  piles: 'Files by outcome',
  confirmAll: (n: number): string => `Confirm all that are 95% sure or more (${count(n)})`,
  confirmed: (assigned: number, waiting: number): string =>
    `${count(assigned)} assigned, ${count(waiting)} still to assign.`,
  undo: 'Take back this upload',
  undoSure: 'Take it back? These files will be deleted',
  undoNo: 'Keep it',
  undone: 'This upload has been taken back.',
  keys: 'Keys: ↑ ↓ change file, 1–5 choose a candidate, Enter takes the first, / finds another agency',
  file: 'File',
  candidates: 'Candidates',
  noGuess: 'No candidates.',
  candidate: (agency: string, year: number): string => `${agency} (${year})`,
  sure: (percent: string): string => `${percent} sure`,
  converting: 'Being converted; assign it once it has been read.',
  asOther: 'As another format of a report that is here (no new version)',
  another: 'Another agency',
  agency: 'Agency',
  as: 'As',
  main: (version: number): string => `version ${version}`,
  other: (version: number): string => `another format of version ${version}`,
  takeOut: 'Take out',
  placedIn: (agency: string, version: number): string => `Assigned to ${agency}, version ${version}.`,
  takenOut: 'Taken out; it waits to be assigned again.',
  result: 'Outcome',
  reason: 'Reason',
  failed: 'Conversion failed',
};

export const WAIT_WORDS: Readonly<Record<WaitReason, string>> = {
  unsure: 'Not sure enough: confirm whose report it is.',
  'not-on-roster': 'No agency of the roster matches.',
  'no-campaign': 'The year of the report is not being collected.',
  'which-counts': 'This upload has different reports of the same agency: choose which one counts.',
  'came-earlier': 'It arrived earlier than the version that is here.',
  'filing-accepted':
    'The report of this agency has been accepted; choosing the agency takes this as its published text, to be compared with what was accepted.',
  'filing-not-due': 'This agency is exempt or merged into another this year.',
  'campaign-closed': 'The collection of this year is closed.',
  'taken-out': 'It was taken out of its agency and waits to be assigned again.',
};

export const EVIDENCE_PLACE_WORDS: Readonly<Record<EvidencePlace, string>> = {
  title: 'title',
  agency: 'agency in the text',
  signer: 'signature',
  publisher: 'publisher',
  fileName: 'file name',
  folder: 'folder',
  account: 'account',
  period: 'period covered',
  signedOn: 'date of signature',
};

export const EVIDENCE_FIT_WORDS: Readonly<Record<Evidence['fit'], string>> = {
  same: 'matches',
  former: 'is a former name',
  contained: 'contains its name',
  ending: 'ends like its name',
  short: 'is a short name',
  other: 'points to another',
};

export const evidenceWords = ({ place, fit }: Evidence): string =>
  `${EVIDENCE_PLACE_WORDS[place]} ${EVIDENCE_FIT_WORDS[fit]}: `;
