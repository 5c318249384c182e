import type { Person } from '../../../../contracts/people.ts';
import { may } from '../../may.ts';
import { OUTGOING_WORDS } from '../../words/indicators.ts';

const FILES = [
  ['late', 'late.xlsx'],
  ['issues', 'issue-list.xlsx'],
  ['circular', 'circular.docx'],
  ['notices', 'notices.zip'],
  ['reports', 'reports.zip'],
] as const;
const TRAIL = [
  ['audit', '/api/audit.csv'],
  ['auditLines', '/api/audit.jsonl'],
] as const;

/** The lists, letters and archives that the office sends out, of the chosen part of the tree. */
export function Outgoing({
  year,
  scope,
  person,
}: {
  readonly year: number;
  readonly scope: string | null;
  readonly person: Person;
}) {
  const query = scope === null ? '' : `?scope=${scope}`;
  return (
    <section className="snapshots" aria-label={OUTGOING_WORDS.title}>
      <h2>{OUTGOING_WORDS.title}</h2>
      <ul className="outgoing">
        {FILES.map(([name, file]) => (
          <li key={name}>
            <a href={`/api/campaigns/${year}/${file}${query}`} download>
              {OUTGOING_WORDS[name]}
            </a>
          </li>
        ))}
        {may(person, 'GET /api/audit.csv') &&
          TRAIL.map(([name, href]) => (
            <li key={name}>
              <a href={href} download>
                {OUTGOING_WORDS[name]}
              </a>
            </li>
          ))}
      </ul>
    </section>
  );
}
