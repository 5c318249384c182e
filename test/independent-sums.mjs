#!/usr/bin/env node
// Sums the canonical JSON of a year by itself and holds the consolidated tables of a running server to it. It imports
// nothing of gouji and shares no list of cells with it: what stands in the reports is added, in exact decimals.
//   GOUJI_TOKEN=… node test/independent-sums.mjs --url http://127.0.0.1:8080 --year 2025 --state accepted

import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const STATUTORY = ['proactiveDisclosure', 'applications', 'remedies'];

/** A decimal text as a whole number of 10^-20. */
const DECIMALS = 20n;
function exact(value) {
  const [mantissa, exponent = '0'] = String(value).toLowerCase().split('e');
  const negative = mantissa.startsWith('-');
  const [whole, fraction = ''] = mantissa.replace('-', '').split('.');
  const scale = DECIMALS - BigInt(fraction.length) + BigInt(exponent);
  const digits = BigInt(whole + fraction);
  const scaled = scale >= 0n ? digits * 10n ** scale : digits / 10n ** -scale;
  return negative ? -scaled : scaled;
}

/** Sums of the cells of reports by path: { path: { value: bigint|null, doubtful, unread } }; a report counts in each of its own cells. */
export function sumReports(reports) {
  const sums = new Map();
  for (const report of reports) {
    for (const table of STATUTORY) {
      for (const [row, cells] of Object.entries(report.tables[table]?.rows ?? {})) {
        for (const [column, cell] of Object.entries(cells)) {
          const path = `${table}/${row}/${column}`;
          const sum = sums.get(path) ?? { value: null, reports: 0, notCertain: 0 };
          sum.reports += 1;
          if (cell.value !== null) sum.value = (sum.value ?? 0n) + exact(cell.value);
          if (cell.needsReview || cell.status === 'illegible' || cell.status === 'absent') sum.notCertain += 1;
          sums.set(path, sum);
        }
      }
    }
  }
  return sums;
}

/** Where the consolidated tables differ from the sums, in words. */
export function differences(tables, sums, reports) {
  const wrong = [];
  const seen = new Set();
  for (const table of STATUTORY) {
    for (const [row, cells] of Object.entries(tables[table].rows)) {
      for (const [column, told] of Object.entries(cells)) {
        const path = `${table}/${row}/${column}`;
        seen.add(path);
        const own = sums.get(path) ?? { value: null, reports: 0, notCertain: 0 };
        const value = told.value === null ? null : exact(told.value);
        if (value !== own.value) wrong.push(`${path}: told ${told.value}, summed ${own.value}`);
        // A report without the cell leaves the sum open as well, but for rows that its form does not have.
        const certain = own.notCertain === 0 && (own.reports === reports || row === 'otherHandling');
        if (told.certain !== certain) wrong.push(`${path}: told ${told.certain ? 'certain' : 'open'}, is not`);
      }
    }
  }
  for (const path of sums.keys()) if (!seen.has(path)) wrong.push(`${path}: not told`);
  return wrong;
}

/** Which filings belong into the sum, from the roster alone. */
export function summed(filings, roster, state) {
  const due = new Set(roster.filter((entry) => entry.standing.kind === 'due').map((entry) => entry.agency));
  const parentOf = new Map(roster.map((entry) => [entry.agency, entry.parent]));
  const above = new Set();
  for (const agency of due) {
    for (let at = parentOf.get(agency); at != null && !above.has(at); at = parentOf.get(at)) above.add(at);
  }
  const rollups = new Set(roster.filter((entry) => entry.scope === 'rollup').map((entry) => entry.agency));
  return filings.filter(({ agency, state: stands }) => {
    if (!due.has(agency.name) || (rollups.has(agency.name) && above.has(agency.name))) return false;
    return state === 'read' ? true : stands === 'accepted' || stands === 'published';
  });
}

/** What a running server has of a year: the roster, who is summed, and the canonical JSON of those that are on its form. */
export async function yearOf(url, year, state) {
  const ask = async (path) => {
    const answer = await fetch(`${url}/api${path}`, {
      headers: { authorization: `Bearer ${process.env.GOUJI_TOKEN}` },
    });
    if (answer.status === 429) {
      // who asks for so much has to wait for the next minute
      await pause(1_000 * Number(answer.headers.get('retry-after') ?? 1));
      return ask(path);
    }
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  };
  const filings = [];
  for (let page = 1; ; page++) {
    const { items, total } = await ask(`/campaigns/${year}/filings?size=200&page=${page}`);
    filings.push(...items);
    if (filings.length >= total || items.length === 0) break;
  }
  const roster = await ask(`/campaigns/${year}/roster.json`);
  const chosen = summed(filings, roster, state);
  const template = Number(year) >= 2021 ? '2021' : '2019';
  const reports = [];
  const agencies = [];
  for (const { id, agency } of chosen) {
    const { versions } = await ask(`/filings/${id}`);
    const main = versions[0]?.documents.find(({ part }) => part === 'main');
    if (main === undefined || main.state !== 'converted') continue;
    const report = await ask(`/documents/${main.id}/report.json`);
    if (report.report.template !== template) continue;
    reports.push(report);
    agencies.push(agency.name);
  }
  return { ask, roster, due: chosen.length, reports, agencies };
}

async function main() {
  const { values } = parseArgs({
    options: { url: { type: 'string' }, year: { type: 'string' }, state: { type: 'string', default: 'accepted' } },
  });
  const { url, year, state } = values;
  const { ask, reports } = await yearOf(url, year, state);
  const told = await ask(`/campaigns/${year}/consolidated?state=${state}`);
  const wrong = differences(told.tables, sumReports(reports), reports.length);
  if (told.completeness.included !== reports.length) wrong.push(`told of ${told.completeness.included} reports`);
  for (const line of wrong) process.stdout.write(`${line}\n`);
  process.stdout.write(`${reports.length} reports, ${wrong.length} differences\n`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
