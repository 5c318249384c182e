/** Why the store did not do what it was asked: a stable code, said in words by the server (config/words.ts). */
export const REFUSALS = [
  'name-taken',
  'year-taken',
  'changed-meanwhile',
  'last-administrator',
  'not-found',
  'upload-decided',
  'key-reused',
  'filing-accepted',
  'filing-not-due',
  'campaign-closed',
  'not-converted',
  'no-main-document',
  'not-accepted',
  'nothing-to-take-back',
  'too-many-corrections',
  'not-removable',
  'not-removed',
  'let-go',
  'not-waiting',
  'not-cancellable',
] as const;
export type RefusalReason = (typeof REFUSALS)[number];

export class StoreRefusal extends Error {
  override readonly name = 'StoreRefusal';
  readonly code: RefusalReason;
  constructor(code: RefusalReason) {
    super(code);
    this.code = code;
  }
}
