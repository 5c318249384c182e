import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { campaignSettingsSchema, type RosterEntry } from '../../contracts/campaigns.ts';
import { openCampaign } from '../../office/campaign.ts';
import type { Database } from '../../store/database.ts';
import { documents, filings } from '../../store/schema.ts';
import { createStore, type Store } from '../../store/store.ts';
import { ALL_SEEING, GOUJI } from '../../store/viewer.ts';
import { conversion, document } from './handed-in.ts';
import { openTestDatabase } from './open-database.ts';

/** What is to be looked at again is marked with the change that calls for it, and stays marked until a look has seen it. */

const YEAR = 2023;
const GOVERNMENT = '青石市人民政府';
const WATER = '青石市水务局';

let folder: string;
let database: Database;
let store: Store;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-test-'));
  database = await openTestDatabase({ url: null, folder: join(folder, 'db') });
  store = createStore(database.tables);
  const days = { submitBy: '2099-01-26', publishBy: '2099-01-28', statutoryBy: '2099-01-31' };
  await store.campaigns.add(openCampaign({ year: YEAR, ...days, settings: campaignSettingsSchema.parse({}) }), GOUJI);
  await store.rosters.take(YEAR, roster(), false, GOUJI);
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const entry = (agency: string, more: Partial<RosterEntry> = {}): RosterEntry => ({
  agency,
  aliases: [],
  parent: null,
  kind: 'department',
  mayIssueRegulations: false,
  scope: 'self',
  submitBy: null,
  publishBy: null,
  contact: '',
  phone: '',
  standing: { kind: 'due' },
  extra: {},
  ...more,
});
const roster = (phone = '') => ({
  entries: [entry(GOVERNMENT, { scope: 'rollup' }), entry(WATER, { parent: GOVERNMENT, phone })],
  rows: [2, 3],
});

const agencyId = async (name: string): Promise<string> => (await store.people.agencyNamed(name)) ?? '';
/** A converted document in the filing of an agency, looked at if not said otherwise. */
const handIn = async (agency: string, part: 'main' | 'other' = 'main', looked = true): Promise<string> => {
  const [received] = await store.receive([document(randomUUID())]);
  const run = await store.claim(received?.id ?? '');
  if (run === null) throw new Error('nothing was claimed');
  await store.finish(run, conversion({ findings: [], reviewCells: 0, verdict: 'passed' }));
  const to = { year: YEAR, agencyId: await agencyId(agency), part, confirmed: true };
  await store.placing.assign(run.documentId, to, ALL_SEEING, GOUJI);
  if (looked) await look(run.documentId);
  return run.documentId;
};
const seen = async (id: string) => {
  const due = await store.checking.dueOne(id);
  if (due === null) throw new Error('it is not due');
  return due;
};
const look = async (id: string): Promise<void> => {
  expect(await store.checking.done(await seen(id), null, false)).toBe(true);
};
const isDue = async (id: string): Promise<boolean> => (await store.checking.dueOne(id)) !== null;
const standingOf = async (id: string) =>
  (await database.tables.select().from(filings).where(eq(filings.mainDocumentId, id)))[0]?.standing;

describe('a rolled-up report', () => {
  it('is held to those who file below it, and not to a district that repeats them', async () => {
    const district = entry('青石市南河区人民政府', { parent: GOVERNMENT, scope: 'rollup' });
    const town = entry('南河区柳湾镇人民政府', { parent: district.agency });
    const { entries } = roster();
    await store.rosters.take(YEAR, { entries: [...entries, district, town], rows: [2, 3, 4, 5] }, false, GOUJI);
    const known = await store.checking.knowledge(await handIn(GOVERNMENT), '2099-01-01');
    expect(known?.below.map(({ agency }) => agency)).toEqual([WATER, town.agency]);
    await store.rosters.take(YEAR, roster(), false, GOUJI);
  });
});

describe('a mark', () => {
  it('is not set by a conversion where no year is collected and all is kept of the report', async () => {
    const alone = await openTestDatabase({ url: null, folder: 'memory://' });
    const office = createStore(alone.tables);
    const isDueAfter = async (made: Parameters<typeof conversion>[0]): Promise<boolean> => {
      const [received] = await office.receive([document(randomUUID())]);
      const run = await office.claim(received?.id ?? '');
      if (run === null) throw new Error('nothing was claimed');
      await office.finish(run, conversion(made));
      return (await office.checking.dueOne(run.documentId)) !== null;
    };
    const whole = { template: '2021', unreadPages: 0, figures: '{}' };
    expect([await isDueAfter(whole), await isDueAfter({ ...whole, figures: null })]).toEqual([false, true]);
    const days = { submitBy: '2099-01-26', publishBy: '2099-01-28', statutoryBy: '2099-01-31' };
    const settings = campaignSettingsSchema.parse({});
    await office.campaigns.add(openCampaign({ year: YEAR, ...days, settings }), GOUJI);
    expect(await isDueAfter(whole)).toBe(true);
    await alone.close();
  });

  it('that is set while somebody looks stays for another look', async () => {
    const id = await handIn(WATER, 'main', false);
    const begun = await seen(id);
    await store.rosters.take(YEAR, roster('0731-1'), false, GOUJI);
    expect(await store.checking.done(begun, null, false)).toBe(false);
    expect([await isDue(id), await standingOf(id)]).toEqual([true, 'checking']);
    await look(id);
    expect([await isDue(id), await standingOf(id)]).toEqual([false, 'clear']);
  });

  it('is set for the report of those above when one below comes in or goes', async () => {
    const above = await handIn(GOVERNMENT);
    const below = await handIn(WATER);
    expect(await isDue(above)).toBe(true);
    await look(above);
    await store.placing.unassign(below, GOUJI);
    expect(await isDue(above)).toBe(true);
  });

  it('is set when days or rules of the year change, and not by its title or its end', async () => {
    const id = await handIn(WATER);
    for (const change of [{ title: '又名' }, { state: 'closed' }, { state: 'open' }] as const) {
      await store.campaigns.change(YEAR, change, null, GOUJI);
      expect(await isDue(id)).toBe(false);
    }
    await store.campaigns.change(YEAR, { submitBy: '2099-01-20' }, null, GOUJI);
    expect(await isDue(id)).toBe(true);
  });

  it('is set for what waits when a year is opened, closed, or takes less sure guesses', async () => {
    const [received] = await store.receive([document(randomUUID())]);
    const run = await store.claim(received?.id ?? '');
    if (run === null) throw new Error('nothing was claimed');
    const id = run.documentId;
    await store.finish(run, conversion({ findings: [] }));
    await store.placing.wait(id, 'no-campaign', []);
    const days = { submitBy: '2099-01-26', publishBy: '2099-01-28', statutoryBy: '2099-01-31' };
    const settings = campaignSettingsSchema.parse({});
    await look(id);
    await store.campaigns.add(openCampaign({ year: YEAR - 1, ...days, settings }), GOUJI);
    await look(id);
    for (const change of [{ state: 'closed' }, { settings: { ...settings, takeFrom: 0.8 } }] as const) {
      await store.campaigns.change(YEAR - 1, change, null, GOUJI);
      await look(id);
    }
    expect(await isDue(id)).toBe(false);
  });

  it('is set for the other forms of a version when a cell of one is corrected and when one leaves', async () => {
    const main = await handIn(WATER);
    const other = await handIn(WATER, 'other');
    await look(main);
    const path = 'applications/newlyReceived/total';
    const read = { path, readValue: 1, readStatus: 'reported' as const, readText: null, text: null };
    const correction = { ...read, value: 2, status: 'reported' as const, reason: 'misread' as const, note: '' };
    await store.corrections.correct(other, correction, null, GOUJI);
    await store.checking.done(await seen(other), conversion({ findings: [] }), false);
    expect(await isDue(main)).toBe(true);
    await look(main);
    await store.placing.unassign(other, GOUJI);
    expect(await isDue(main)).toBe(true);
  });

  it('is kept with the change that calls for it, or neither is', async () => {
    const id = await handIn(WATER);
    const [before] = await database.tables.select().from(documents).where(eq(documents.id, id));
    // The trail is written last: here the power fails.
    await database.tables.execute(sql`alter table trail rename to lost_trail`);
    await expect(store.rosters.take(YEAR, roster('0731-2'), false, GOUJI)).rejects.toThrow();
    await database.tables.execute(sql`alter table lost_trail rename to trail`);
    const [after] = await database.tables.select().from(documents).where(eq(documents.id, id));
    expect([after, await standingOf(id)]).toEqual([before, 'clear']);
    expect((await store.rosters.entries(YEAR, ALL_SEEING))[1]?.phone).toBe('0731-1');
  });
});
