import type { Campaign, NewCampaign } from '../contracts/campaigns.ts';

/** A campaign as it is opened. */
export const openCampaign = ({ rosterOf: _, ...given }: NewCampaign): Campaign => ({
  ...given,
  title: given.title ?? `${given.year}年度政府信息公开工作年度报告`,
  state: 'open',
});

/**
 * Days of a reporting year where nobody names others: the office's own days lie before those of the law.
 * @source 《政府信息公开条例》第四十九条: 31 January for departments of the year before
 */
export const usualDays = (year: number) => ({
  submitBy: `${year + 1}-01-26`,
  publishBy: `${year + 1}-01-28`,
  statutoryBy: `${year + 1}-01-31`,
});

/** True where the days stand in their order. */
export const daysAreInOrder = ({
  submitBy,
  publishBy,
  statutoryBy,
}: Pick<Campaign, 'submitBy' | 'publishBy' | 'statutoryBy'>): boolean =>
  submitBy <= publishBy && publishBy <= statutoryBy;
