import { RULE_MAKERS } from '../../config/catalogue/lexicon.ts';
import type { RosterEntry } from '../contracts/validation-context.ts';

export type BodyKind = RosterEntry['kind'];

const GOVERNMENT = /(?:人民)?政府$|街道办事处$|(?:开发区|高新区|新区|园区|度假区|保税区|示范区)(?:管理委员会|管委会)$/u;
const OFFICE = /(?:人民)?政府(?:办公厅|办公室|办)$/u;
const DEPARTMENT = /(?:局|厅|委|委员会|办公室|办|处|署|中心|站|院|所|队|公司|集团)$/u;

/** A branch office of a government acts for it and is none: 街道办事处, 开发区管委会. */
export const isBranchOffice = (agency: string | null): boolean =>
  agency !== null && /(?:街道办事处|街道办|街道|管理委员会|管委会)$/u.test(agency.trim());

/** What kind of body a name is of; null where the name does not tell. */
export function bodyKind(agency: string | null): BodyKind | null {
  if (agency === null) return null;
  const name = agency.trim();
  if (OFFICE.test(name)) return 'governmentOffice';
  if (GOVERNMENT.test(name)) return 'government';
  return DEPARTMENT.test(name) ? 'department' : null;
}

/** Bodies of counties, districts, towns: those that deal with small sums. */
export const isSmallBody = (agency: string | null): boolean =>
  agency !== null && /(?<!自治)区|县|旗|镇|乡|街道/u.test(agency) && bodyKind(agency) === 'department';

const BELOW_PREFECTURE = /(?:县|区|旗|镇|乡|街道)(?:人民)?(?:政府|办事处)(?:办公室|办)?$/u;

/**
 * Whether a body may issue regulations (规章); null where its name does not tell.
 * @source 立法法: departments of the State Council, governments of provinces and of cities with districts
 */
export function mayIssueRegulations(agency: string | null): boolean | null {
  const kind = bodyKind(agency);
  if (agency === null || kind === null) return null;
  if (RULE_MAKERS.test(agency.trim())) return true;
  if (kind === 'department') return false;
  if (/(?<!自治)区(?:人民)?政府|(?:县|旗|镇|乡)(?:人民)?政府|街道/u.test(agency) || BELOW_PREFECTURE.test(agency))
    return false;
  return null;
}
