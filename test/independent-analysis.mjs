#!/usr/bin/env node
// What the written analysis of a year must say, worked out from the canonical JSON alone. It imports nothing of gouji and
// takes neither cells nor formulas from it: the numbers of each sentence stand here once more, by the names of the form.
// By itself it holds the analysis of a running server to them, number by number:
//   GOUJI_TOKEN=… node test/independent-analysis.mjs --url http://127.0.0.1:8080 --year 2025 --state accepted

import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { summed, yearOf } from './independent-sums.mjs';

const cell = (report, table, row, column) => report.tables[table]?.rows[row]?.[column]?.value ?? 0;
/** Columns of table two in the order of the form. */
const MATTERS = ['issued', 'repealed', 'inForce', 'projects', 'change', 'decisions', 'number', 'amount'];
/** What is no share, of nothing, is not told. */
const told = (values) => values.filter(Number.isFinite);

/** @returns { sentence id: [number, …] } in the order in which they are told; shares rounded by nobody */
export function expectedNumbers(reports, before, due) {
  const sum = (table, row, column, of = reports) =>
    of.reduce((all, report) => all + cell(report, table, row, column), 0);
  const total = (row, of = reports) => sum('applications', row, 'total', of);
  const rowsLike = (prefix) =>
    [...new Set(reports.flatMap((report) => Object.keys(report.tables.applications?.rows ?? {})))].filter((row) =>
      row.startsWith(prefix),
    );
  const all = (prefix) => rowsLike(prefix).reduce((so, row) => so + total(row), 0);
  const most = (prefix) => Math.max(...rowsLike(prefix).map((row) => total(row)));
  const handled = total('handledTotal');
  const received = total('newlyReceived');
  const applicants = [
    ...['naturalPerson', 'commercialEnterprise', 'researchInstitution'],
    ...['socialOrganization', 'legalServiceInstitution', 'otherOrganization'],
  ];
  const remedy = (rows, column) => rows.reduce((so, row) => so + sum('remedies', row, column), 0);
  const dispute = (rows) => {
    const [upheld, corrected, other, pending, sums] = ['upheld', 'corrected', 'other', 'pending', 'total'].map(
      (column) => remedy(rows, column),
    );
    return told([sums, upheld, corrected, other, pending, corrected / (upheld + corrected + other)]);
  };
  const group = (prefix) => told([all(prefix), all(prefix) / handled, most(prefix) || Number.NaN]);
  const change = received - total('newlyReceived', before);
  const changed = change === 0 ? [] : [change, change / total('newlyReceived', before)];
  const matters = reports[0]?.tables.proactiveDisclosure?.rows ?? {};
  const proactive = Object.entries(matters).map(([row, columns]) => [
    `proactive.${row}`,
    MATTERS.filter((column) => column in columns).map((column) => sum('proactiveDisclosure', row, column)),
  ]);
  return {
    scope: [due, reports.length],
    received: told([
      ...[received, total('carriedOver'), handled, total('carriedForward')],
      total('carriedForward') / (received + total('carriedOver')),
    ]),
    ...(before.length === 0 ? {} : { 'year-on-year': told([...changed, before.length, reports.length]) }),
    applicants: told(
      applicants.flatMap((column) => {
        const n = sum('applications', 'newlyReceived', column);
        return [n, n / received];
      }),
    ),
    disclosed: told([
      ...[total('disclosed'), total('partiallyDisclosed')],
      (total('disclosed') + total('partiallyDisclosed')) / handled,
    ]),
    withheld: group('withheld.'),
    unavailable: group('unavailable.'),
    notProcessed: group('notProcessed.'),
    ...(handled === 0 ? {} : { notHeld: [total('unavailable.notHeld') / handled] }),
    reconsideration: dispute(['reconsideration']),
    litigation: dispute(['litigationDirect', 'litigationAfterReconsideration']),
    ...Object.fromEntries(proactive),
  };
}

/** Rates of disclosure of the bodies next below the top that have others below them, from the highest. */
export function expectedParts(reports, agencies, roster) {
  const parentOf = new Map(roster.map(({ agency, parent }) => [agency, parent]));
  const above = (agency) => {
    const all = [];
    for (let at = agency; at != null; at = parentOf.get(at)) all.push(at);
    return all;
  };
  const everybody = roster.map(({ agency }) => above(agency));
  const [top] = roster.filter(({ agency }) => everybody.every((each) => each.includes(agency)));
  const bodies = roster.filter(
    ({ agency, parent }) =>
      (parent ?? null) === (top?.agency ?? null) && roster.some((other) => other.parent === agency),
  );
  const rates = bodies.map(({ agency }) => {
    const below = reports.filter((_, index) => above(agencies[index]).includes(agency));
    const sum = (row) => below.reduce((so, report) => so + cell(report, 'applications', row, 'total'), 0);
    return (sum('disclosed') + sum('partiallyDisclosed')) / sum('handledTotal');
  });
  return told(rates).toSorted((a, b) => b - a);
}

/** Where an analysis differs from what it must say, in words. */
export function analysisDifferences(analysis, expected) {
  const wrong = [];
  const sentences = new Map(analysis.sections.flatMap(({ sentences: each }) => each).map((each) => [each.id, each]));
  for (const [id, values] of Object.entries(expected)) {
    const numbers = sentences.get(id)?.numbers ?? [];
    if (numbers.length !== values.length) wrong.push(`${id}: ${numbers.length} numbers for ${values.length}`);
    for (const [index, value] of values.entries()) {
      const number = numbers[index];
      if (Math.abs((number?.value ?? Number.NaN) - value) < 1e-9) {
        const size = Math.abs(value);
        const shown = number.of === 'share' ? `${(size * 100).toFixed(1)}%` : `${Number(size.toFixed(9))}`;
        if (number.text.replace('*', '') !== shown) wrong.push(`${id} ${index}: shown as ${number.text}, is ${shown}`);
        if (!sentences.get(id).text.includes(number.text)) wrong.push(`${id} ${index}: not in its sentence`);
      } else wrong.push(`${id} ${index}: told ${number?.value}, is ${value}`);
    }
  }
  for (const id of sentences.keys()) if (!(id in expected)) wrong.push(`${id}: nothing is known of it`);
  return wrong;
}

async function main() {
  const { values } = parseArgs({
    options: { url: { type: 'string' }, year: { type: 'string' }, state: { type: 'string', default: 'accepted' } },
  });
  const { url, year, state } = values;
  const { ask, due, roster, reports, agencies } = await yearOf(url, year, state);
  const years = (await ask('/campaigns')).items.map((each) => each.year);
  const hasBefore = years.includes(Number(year) - 1);
  const before = hasBefore ? (await yearOf(url, Number(year) - 1, state)).reports : [];
  const parts = expectedParts(reports, agencies, roster);
  const all = summed(
    roster.map(({ agency }) => ({ agency: { name: agency }, state: '' })),
    roster,
    'read',
  );
  const expected = {
    ...expectedNumbers(reports, before, state === 'read' ? due : all.length),
    ...(parts.length === 0 ? {} : { parts }),
  };
  const wrong = analysisDifferences(await ask(`/campaigns/${year}/analysis?state=${state}`), expected);
  for (const line of wrong) process.stdout.write(`${line}\n`);
  const count = Object.values(expected).reduce((so, { length }) => so + length, 0);
  process.stdout.write(`${reports.length} reports, ${count} numbers, ${wrong.length} differences\n`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
