import type { ListChoices } from '../../../../contracts/list-choices.ts';
import type { Person } from '../../../../contracts/people.ts';
import type { Live } from '../../live.ts';
import { may } from '../../may.ts';
import { getListChoices, getPeople } from '../../office-api.ts';
import { useRead } from '../use-read.ts';

const NOBODY: readonly Person[] = [];

/** What lists can be narrowed by; null before it has come. */
export const useListChoices = (live: Live): ListChoices | null => useRead('list-choices', getListChoices, live).value;

/** People who can be given something to review, for somebody who may give it. */
export function useReviewers(person: Person, live: Live): readonly Person[] {
  const { value } = useRead(
    'people',
    async (signal) => (may(person, 'GET /api/people') ? getPeople(signal) : NOBODY),
    live,
  );
  return (value ?? NOBODY).filter(
    ({ roles, disabled }) => !disabled && (roles.includes('reviewer') || roles.includes('approver')),
  );
}
