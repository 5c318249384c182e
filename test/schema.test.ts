import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { type CheckedReport, checkedReportSchema } from '../pipeline/contracts/report.ts';
import { reportOf } from '../pipeline/validate/example.ts';
import { validate } from '../pipeline/validate/validate.ts';
import { EXPECTED } from '../scripts/samples/golden.ts';
import { reportSchemaText } from '../scripts/schema/report-schema.ts';

const published: object = createRequire(import.meta.url)('gouji/schema/canonical-report.schema.json');
const isCanonical = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(published);

const report = (): CheckedReport => {
  const canonical = reportOf({ cells: { 'remedies/reconsideration/total': 2 } });
  return structuredClone({ ...canonical, validation: validate(canonical) });
};

test('the published schema is that of the contract in code', () => {
  const text = readFileSync('schema/canonical-report.schema.json', 'utf8');
  expect(text, 'npm run schema writes it again').toBe(reportSchemaText());
});

describe('the published schema', () => {
  test.each(readdirSync(EXPECTED))('accepts the canonical JSON of %s', (name) => {
    isCanonical(JSON.parse(readFileSync(join(EXPECTED, name), 'utf8')));
    expect(isCanonical.errors).toBeNull();
  });

  test('accepts a report with no more than the contract prescribes, and one to which a later version added parts', () => {
    const cell = { value: 13, raw: '13', status: 'reported', confidence: 1, needsReview: false };
    const table = {
      rows: { newlyReceived: { total: { ...cell, origin: { table: 1, row: 3, column: 9 } } } },
      regions: [{ page: 1, bbox: [0, 0, 500, 300] }],
    };
    const { signer: _signer, publisher: _publisher, ...facts } = report().report;
    const { schemaVersion, source, sections, mentions, validation } = report();
    const plain = {
      ...{ schemaVersion, source, sections, mentions, validation, report: facts },
      tables: { proactiveDisclosure: null, applications: table, remedies: null },
    };
    for (const value of [plain, { ...plain, added: 1, report: { ...facts, added: [] } }]) {
      isCanonical(value);
      expect(isCanonical.errors).toBeNull();
      expect(checkedReportSchema.safeParse(value).error).toBeUndefined();
    }
  });

  const CELL = 'tables/remedies/rows/reconsideration/total';
  test.each<readonly [what: string, path: string, value: unknown]>([
    ['no schema version', 'schemaVersion', undefined],
    ['another schema version', 'schemaVersion', '2.0'],
    ['a year as text', 'report/year', '2022'],
    ['an unknown template', 'report/template', '2008'],
    ['a date that is none', 'report/signedOn', '2023年1月18日'],
    ['a fact left out', 'report/indexNumber', undefined],
    ['an unknown format', 'source/format', 'wps'],
    ['a hash that is none', 'source/sha256', 'abc'],
    ['a table left out', 'tables/remedies', undefined],
    ['a table that is a list', 'tables/remedies/rows', []],
    ['a number as text', `${CELL}/value`, '2'],
    ['an unknown state of a cell', `${CELL}/status`, 'empty'],
    ['a confidence above one', `${CELL}/confidence`, 95],
    ['no word on whether to look at it', `${CELL}/needsReview`, undefined],
    ['an origin without a place', `${CELL}/origin`, { page: 1 }],
    ['a page before the first', `${CELL}/origin`, { page: 0, bbox: [0, 0, 1, 1] }],
    ['a box of three numbers', `${CELL}/origin`, { page: 1, bbox: [0, 0, 1] }],
    ['a section without children', 'sections/0/children', undefined],
    ['a mention without its number', 'mentions', [{ text: '收到', unit: '件', section: 1, refersTo: null }]],
    ['no findings', 'validation', undefined],
    ['an unknown severity', 'validation/findings/0/severity', 'fatal'],
    ['a finding without a cause', 'validation/findings/0/cause', undefined],
    ['a finding without a fingerprint', 'validation/findings/0/fingerprint', null],
  ])('refuses %s, as the program itself does', (_what, path, value) => {
    const broken = report();
    const parts = path.split('/');
    const owner = parts.slice(0, -1).reduce<object>((part, key) => Reflect.get(part, key), broken);
    if (value === undefined) Reflect.deleteProperty(owner, parts.at(-1)!);
    else Reflect.set(owner, parts.at(-1)!, value);
    expect([isCanonical(broken), checkedReportSchema.safeParse(broken).success]).toEqual([false, false]);
  });
});
