import { cellPath, cellsOf, TABLE_KEYS } from '../../../config/catalogue/form.ts';
import { RULE_THRESHOLDS } from '../../../config/rules.ts';
import type { DraftAbout, ReportDraft } from '../../../pipeline/contracts/report-draft.ts';
import { valuesOfMade } from '../../../server/demo/made-report.ts';

/** A report of a made-up agency as somebody typed it, with nothing left to be said of it. */

export const ABOUT: DraftAbout = {
  ...{ agency: '白沙市水务局', year: 2023, form: '2021', kind: 'department', mayIssueRegulations: false },
  lastYear: null,
  thresholds: RULE_THRESHOLDS,
};

const FEE = cellPath('proactiveDisclosure', 'administrativeFees', 'amount');

// biome-ignore format: words fill their lines
const OVERVIEW = [
  '2023年，本机关认真落实《中华人民共和国政府信息公开条例》，各项工作按计划完成。',
  '（一）主动公开。通过门户网站公开水务信息231条，其中防汛抗旱42条、工程招标63条，配发图解5篇。',
  '（二）依申请公开。全年收到政府信息公开申请9件，均在法定期限内答复，没有延期。',
  '（三）政府信息管理。印发《白沙市水务局公文公开审核办法》，每季度清理一次公开目录。',
  '（四）平台建设。改版网站专栏2个，公众号“白沙水务”推送86期。',
  '（五）监督保障。设专职人员2名，4月和10月各组织培训1次，参加人员57人次。',
].join('\n');

export function cleanDraft(about: DraftAbout = ABOUT, cells: Readonly<Record<string, string>> = {}): ReportDraft {
  const made = valuesOfMade({ agency: about.agency, year: about.year, applications: 9 });
  const typed: Record<string, string> = {};
  for (const table of TABLE_KEYS) {
    for (const [row, column] of cellsOf(table, about.form)) {
      const path = cellPath(table, row, column);
      typed[path] = String(made.get(path) ?? 0);
    }
  }
  return {
    cells: { ...typed, ...(about.form === '2021' ? { [FEE]: '12.5' } : {}), ...cells },
    sections: {
      overview: OVERVIEW,
      ...{ proactiveDisclosure: '', applications: '', remedies: '' },
      problems:
        '存在的主要问题：一是水价听证的材料上网晚了11天；二是3个基层水管站没有专人负责。\n改进情况：2024年3月底前把听证材料的上网时限写进《听证工作规程》，6月底前为3个站各配1名兼职人员。',
      other: '本年度未发出收费通知，未收取信息处理费。',
    },
    signer: about.agency,
    signedOn: `${about.year + 1}-01-18`,
  };
}
