import type { UploadDetail } from '../../../contracts/filings.ts';
import type { UploadPile } from '../filters.ts';

export type UploadedFile = UploadDetail['items'][number];

const PUT_BY: readonly string[] = ['duplicate', 'rejected', 'conversion-failed', 'removed'];

/** In which of the three piles a file lies: every file in exactly one. */
export function pileOf({ state, placement }: Pick<UploadedFile, 'state' | 'placement'>): UploadPile {
  if (placement.filingId !== null) return 'assigned';
  return PUT_BY.includes(state) ? 'refused' : 'waiting';
}
