import type { Person } from '../../../../contracts/people.ts';
import type { Live } from '../../live.ts';
import { getAgency } from '../../office-api.ts';
import { useRead } from '../../parts/use-read.ts';
import { OFFICE_WORDS } from '../../words/office.ts';

/** Names of the agencies that people or programs are bound to, by id. */
export function useAgencyNames(
  bound: readonly Pick<Person, 'agencyId' | 'scopeAgencyId'>[],
  live: Live,
): ReadonlyMap<string, string> {
  const ids = [
    ...new Set(bound.flatMap(({ agencyId, scopeAgencyId }) => [agencyId ?? [], scopeAgencyId ?? []].flat())),
  ];
  const { value } = useRead(
    ids.toSorted().join(),
    async (signal) =>
      new Map(await Promise.all(ids.map(async (id) => [id, (await getAgency(id, signal)).name] as const))),
    live,
  );
  return value ?? new Map();
}

/** What of the roster somebody sees. */
export function ScopeWords({
  of: { roles, agencyId, scopeAgencyId },
  names,
}: {
  readonly of: Pick<Person, 'roles' | 'agencyId' | 'scopeAgencyId'>;
  readonly names: ReadonlyMap<string, string>;
}) {
  if (roles.every((role) => role === 'agency')) return OFFICE_WORDS.scopeOwn(names.get(agencyId ?? '') ?? '…');
  return scopeAgencyId === null ? OFFICE_WORDS.scopeWhole : OFFICE_WORDS.scopeBelow(names.get(scopeAgencyId) ?? '…');
}
