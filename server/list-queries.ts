import { z } from 'zod';
import { DOCUMENT_SORTS, FILING_SORTS } from '../contracts/list-orders.ts';
import { QUEUE_PLACES, REMEDIES } from '../contracts/queue.ts';
import { DOCUMENT_STATES, FILING_FLAGS, FILING_PILES, FILING_STATES, type FilingPile } from '../contracts/states.ts';
import { LANES } from '../pipeline/contracts/expected-work.ts';
import { VALIDATION_STATUSES } from '../pipeline/contracts/report.ts';
import { QUEUE_SORTS } from '../store/queue-list.ts';
import { searchText, unlessEmpty, uuidOrNone } from './answers.ts';

/** What the lists can be asked for: the same for a page of one, for its table to save, and for what is done to all of it. */

const shared = {
  scope: unlessEmpty(z.uuid()),
  reviewer: unlessEmpty(uuidOrNone),
  rule: unlessEmpty(z.string().max(100)),
  verdict: unlessEmpty(z.enum(VALIDATION_STATUSES)),
  query: searchText,
};

export const documentQuery = {
  ...shared,
  state: unlessEmpty(z.enum(DOCUMENT_STATES)),
  batch: unlessEmpty(z.uuid()),
  waiting: unlessEmpty(z.stringbool()),
  year: unlessEmpty(z.coerce.number().int().min(2000).max(2100)),
  sort: unlessEmpty(z.enum(DOCUMENT_SORTS)),
};

export const filingQuery = {
  ...shared,
  state: unlessEmpty(z.enum(FILING_STATES)),
  flag: unlessEmpty(z.enum(FILING_FLAGS)),
  pile: unlessEmpty(z.enum(Object.keys(FILING_PILES) as [FilingPile, ...FilingPile[]])),
  district: unlessEmpty(uuidOrNone),
  sort: unlessEmpty(z.enum(FILING_SORTS)),
};

export const queueQuery = {
  place: unlessEmpty(z.enum(QUEUE_PLACES)),
  lane: unlessEmpty(z.enum(LANES)),
  code: unlessEmpty(z.string().max(100)),
  remedy: unlessEmpty(z.enum(REMEDIES)),
  query: searchText,
  sort: unlessEmpty(z.enum(QUEUE_SORTS)),
};
