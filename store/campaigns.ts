import { asc, eq, sql } from 'drizzle-orm';
import {
  type Campaign,
  type CampaignChange,
  campaignSettingsSchema,
  type KeptCampaign,
} from '../contracts/campaigns.ts';
import type { Tables } from './database.ts';
import { inTurn, markWaitingDue, markYearDue } from './filing-standing.ts';
import { StoreRefusal } from './refusal.ts';
import { campaigns } from './schema.ts';
import { storable } from './storable.ts';
import { tellTrail } from './trail.ts';
import type { Actor } from './viewer.ts';

/** Reporting years. */
export interface Campaigns {
  readonly list: () => Promise<readonly KeptCampaign[]>;
  readonly find: (year: number) => Promise<KeptCampaign | null>;
  /** @throws StoreRefusal year-taken */
  readonly add: (campaign: Campaign, by: Actor) => Promise<KeptCampaign>;
  /** @param etag of what was seen; null: whatever it is now. @throws StoreRefusal not-found, changed-meanwhile */
  readonly change: (year: number, change: CampaignChange, etag: string | null, by: Actor) => Promise<KeptCampaign>;
}

export const createCampaigns = (tables: Tables): Campaigns => ({
  list: async () => (await tables.select().from(campaigns).orderBy(asc(campaigns.year))).map(asCampaign),
  find: (year) => findCampaign(tables, year),
  add: (campaign, by) =>
    inTurn(tables, async (transaction) => {
      const [row] = await transaction
        .insert(campaigns)
        .values({ ...campaign, title: storable(campaign.title), settings: JSON.stringify(campaign.settings) })
        .onConflictDoNothing()
        .returning();
      if (row === undefined) throw new StoreRefusal('year-taken');
      const { year } = campaign;
      await markWaitingDue(transaction);
      await tellTrail(transaction, by, [
        { what: 'campaign.add', subject: { kind: 'campaign', id: `${year}` }, year, after: campaign },
      ]);
      return asCampaign(row);
    }),
  change: (year, change, etag, by) =>
    inTurn(tables, async (transaction) => {
      const [row] = await transaction.select().from(campaigns).where(eq(campaigns.year, year)).for('update');
      if (row === undefined) throw new StoreRefusal('not-found');
      const { etag: seen, ...before } = asCampaign(row);
      if (etag !== null && etag !== seen) throw new StoreRefusal('changed-meanwhile');
      const { settings, title, ...rest } = change;
      const [changed] = await transaction
        .update(campaigns)
        .set({
          ...rest,
          ...(title === undefined ? {} : { title: storable(title) }),
          ...(settings === undefined ? {} : { settings: JSON.stringify(settings) }),
          changes: sql`${campaigns.changes} + 1`,
        })
        .where(eq(campaigns.year, year))
        .returning();
      if (changed === undefined) throw new StoreRefusal('not-found');
      const { etag: _, ...after } = asCampaign(changed);
      if (knownToRules(before) !== knownToRules(after)) await markYearDue(transaction, year);
      else if (knownToTray(before) !== knownToTray(after)) await markWaitingDue(transaction);
      await tellTrail(transaction, by, [
        { what: 'campaign.change', subject: { kind: 'campaign', id: `${year}` }, year, before, after },
      ]);
      return asCampaign(changed);
    }),
});

/** What of a year the rules know, and what decides whether a document goes into it. */
const knownToRules = ({ submitBy, publishBy, settings }: Campaign): string =>
  JSON.stringify([submitBy, publishBy, settings.rules]);
const knownToTray = ({ state, settings }: Campaign): string => JSON.stringify([state, settings.takeFrom]);

export async function findCampaign(tables: Pick<Tables, 'select'>, year: number): Promise<KeptCampaign | null> {
  const [row] = await tables.select().from(campaigns).where(eq(campaigns.year, year));
  return row === undefined ? null : asCampaign(row);
}

const asCampaign = ({ changes, settings, ...row }: typeof campaigns.$inferSelect): KeptCampaign => ({
  ...row,
  settings: campaignSettingsSchema.parse(JSON.parse(settings)),
  etag: `${row.year}-${changes}`,
});
