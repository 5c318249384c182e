import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../store/database.ts';
import { createLedger } from '../../store/ledger.ts';
import { receiveBatch } from '../../store/receiving.ts';
import { findings } from '../../store/schema.ts';
import { GOUJI } from '../../store/viewer.ts';
import { conversion, document, sha256Of } from './handed-in.ts';
import { openTestDatabase } from './open-database.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase({ url: null, folder: 'memory://' });
});
afterAll(() => database.close());

it('keeps findings in their order, whatever characters a damaged document left in their words', async () => {
  const ledger = createLedger(database.tables);
  await receiveBatch(database.tables, [document('a')], { ...GOUJI, agencyId: null });
  const [row] = await database.tables.query.documents.findMany();
  const run = await ledger.claim(row?.id ?? '');
  if (run === null) throw new Error('there is no document to convert');
  const messages = ['"引号" \\ 与 \n 换行', '半个字符 \ud83d 与 \udc00', '零 \0 字节', '😀'];
  const found = messages.map((message, n) => ({
    ...({ rule: `rule.${n}`, severity: 'warning', cause: 'agency', waits: n === 0 ? 'doubt' : null, message } as const),
    fingerprint: `f${n}`,
    operandsDigest: sha256Of(`${n}`),
  }));
  expect(await ledger.finish(run, conversion({ findings: found }))).toBe(true);
  const kept = await database.tables.select().from(findings).orderBy(findings.position);
  expect(kept.map(({ message }) => message)).toEqual([
    messages[0],
    '半个字符 \ufffd 与 \ufffd',
    '零 \ufffd 字节',
    '😀',
  ]);
  expect(kept.map(({ rule, waits, position }) => [rule, waits, position])).toEqual(
    found.map(({ rule, waits }, position) => [rule, waits, position]),
  );
});
