import { rm } from 'node:fs/promises';
import type { Logger } from 'pino';
import { MATCH_LIMITS } from '../../config/limits/office.ts';
import { openCampaign, usualDays } from '../../office/campaign.ts';
import { dayOf, workingDaysAfter } from '../../office/deadlines.ts';
import type { Mover } from '../../office/filing.ts';
import { parseRoster, ROSTER_COLUMNS } from '../../office/roster.ts';
import { expectedWork } from '../../pipeline/intake/expected-work.ts';
import type { HandedIn } from '../../store/receiving.ts';
import type { AppParts } from '../app-parts.ts';
import { settleArrivals, writeDown } from '../take-in.ts';
import { type MadeReport, madePage, madeWord } from './made-report.ts';

/**
 * The demo year: a made-up city of 60 bodies, of which some have filed, some not, some were returned and came back, some
 * are accepted. Everything goes the way that it goes in an office: files are received, matched and checked, people move.
 */

/** The last year whose reports are due by now: the samples are of other years and wait in the tray. */
const demoYear = (today: string): number => Number.parseInt(today.slice(0, 4), 10) - 1;

/** Working days from today by which the office of the demo collects. */
const DAYS_LEFT = { submitBy: 8, publishBy: 10, statutoryBy: 12 };

/** The usual days while they lie ahead; later in the year the demo is still in the midst of its January. */
function daysOfDemo(today: string, year: number): ReturnType<typeof usualDays> {
  const usual = usualDays(year);
  if (today <= usual.submitBy) return usual;
  return {
    submitBy: workingDaysAfter(today, DAYS_LEFT.submitBy),
    publishBy: workingDaysAfter(today, DAYS_LEFT.publishBy),
    statutoryBy: workingDaysAfter(today, DAYS_LEFT.statutoryBy),
  };
}

const CITY = '白沙市';
const DISTRICTS = ['南湖区', '北岭区', '东溪县', '西坪县'];
// biome-ignore format: names fill their lines
const CITY_BODIES = [
  '教育局', '科学技术局', '公安局', '民政局', '司法局', '财政局', '人力资源和社会保障局', '自然资源局', '生态环境局',
  '住房和城乡建设局', '交通运输局', '水务局', '农业农村局', '商务局', '文化和旅游局', '卫生健康委员会', '应急管理局',
  '审计局', '市场监督管理局', '统计局', '医疗保障局', '林业局', '信访局',
];
const DISTRICT_BODIES = [
  '人民政府办公室',
  '教育局',
  '民政局',
  '水务局',
  '卫生健康局',
  '应急管理局',
  '城关镇人民政府',
  '统计局',
];

type Row = Partial<Record<keyof typeof ROSTER_COLUMNS, string>>;

function rosterRows(): Row[] {
  const government = `${CITY}人民政府`;
  const rows: Row[] = [{ agency: government, kind: '政府', mayIssueRegulations: '是', scope: '汇总' }];
  for (const body of CITY_BODIES) {
    const aliases = body === '卫生健康委员会' ? '市卫健委、白沙市卫生局' : `市${body}`;
    rows.push({ agency: `${CITY}${body}`, aliases, parent: government, kind: '部门' });
  }
  for (const district of DISTRICTS) {
    const own = `${district}人民政府`;
    rows.push({ agency: own, parent: government, kind: '政府', scope: '汇总' });
    for (const body of DISTRICT_BODIES) {
      const kind = body.endsWith('办公室') ? '政府办公室' : body.endsWith('镇人民政府') ? '乡镇' : '部门';
      rows.push({ agency: `${district}${body}`, parent: own, kind });
    }
  }
  const standing: Readonly<Record<string, string>> = {
    [`${CITY}林业局`]: `并入${CITY}自然资源局`,
    [`${CITY}信访局`]: '免报',
  };
  return rows.map((row) => ({ ...row, standing: standing[row.agency ?? ''] ?? '应报' }));
}

const tableOf = (rows: readonly Row[]): string[][] => {
  const columns = Object.keys(ROSTER_COLUMNS) as (keyof typeof ROSTER_COLUMNS)[];
  return [Object.values(ROSTER_COLUMNS), ...rows.map((row) => columns.map((column) => row[column] ?? ''))];
};

/** What each body hands in; the kind follows from its place, so that every year looks the same. */
function madeReports(year: number): readonly { readonly report: MadeReport; readonly twoForms: boolean }[] {
  const due = rosterRows().filter(({ standing, scope }) => standing === '应报' && scope !== '汇总');
  return due.flatMap(({ agency = '' }, index) => {
    if (index % 4 === 3) return [];
    const applications = 3 + ((index * 7) % 23);
    const report: MadeReport = { agency, year, applications, carriedOver: index % 3 };
    const wrong = { 'applications/newlyReceived/total': applications + 1 };
    if (index % 5 === 1) return [{ report: { ...report, cells: wrong }, twoForms: false }];
    if (index % 9 === 4)
      return [{ report: { ...report, title: `${year}年政府信息公开工作年度报告`, signer: null }, twoForms: false }];
    return [{ report, twoForms: index % 8 === 0 }];
  });
}

/**
 * Loads the demo year where it is not there yet. Reports are converted by the workers as ever; what people do with them
 * afterwards is done by `playDemoYear`.
 * @returns how many agencies the roster has
 */
export async function loadDemoYear(parts: AppParts): Promise<number> {
  const { store, blobs } = parts;
  const today = dayOf(new Date());
  const year = demoYear(today);
  const rows = rosterRows();
  if ((await store.campaigns.find(year)) !== null) return rows.length;
  const by = { personId: null, who: '演示' };
  const settings = { takeFrom: MATCH_LIMITS.sure, dueSoonDays: 7, correctionDays: 5 };
  await store.campaigns.add(openCampaign({ year, ...daysOfDemo(today, year), settings }), by);
  await store.rosters.take(year, parseRoster(tableOf(rows)), false, by);
  for (const [name, roles] of [
    ['李审核', ['reviewer']],
    ['王审批', ['approver']],
    ['赵经办', ['clerk']],
  ] as const) {
    // Nobody signs in as one of them: they have no password.
    if ((await store.people.byName(name)) === null) {
      await store.people.add({ name, roles, agencyId: null, scopeAgencyId: null, passwordHash: null }, by);
    }
  }
  const folder = await blobs.makeWorkFolder();
  try {
    const staging = blobs.stageOriginals(folder);
    const files: HandedIn[] = [];
    const add = async (name: string, format: 'html' | 'docx', content: Buffer): Promise<void> => {
      const { sha256, bytes } = await staging.stage(content);
      const mediaType = format === 'html' ? 'text/html' : WORD;
      files.push({
        kind: 'document',
        fileName: name,
        sourceName: name,
        bytes,
        sha256,
        format,
        mediaType,
        work: expectedWork(format, content),
      });
    };
    for (const { report, twoForms } of madeReports(year)) {
      await add(`${report.agency}${year}年报.html`, 'html', Buffer.from(madePage(report)));
      if (twoForms) await add(`${report.agency}${year}年报.docx`, 'docx', await madeWord(report));
    }
    await settleArrivals(files, staging);
    await writeDown(files, parts, { personId: null, who: '赵经办', agencyId: null });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return rows.length;
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** How often it is looked whether the reports of the demo year have come through. */
const LOOK_MS = 2_000;
/** Filings that the people of the demo year move, so that every state has some. */
const ACCEPTED = 8;
const RETURNED = 4;

/**
 * Lets the people of the demo year do their part once the reports are through: some are returned, some accepted.
 * What they did is done once; a restart goes on.
 * @returns how to stop
 */
export function playDemoYear({ store, checker }: AppParts, log: Logger): () => void {
  const timer = setInterval(() => {
    play().catch((error) => {
      clearInterval(timer);
      log.error({ err: error }, 'the people of the demo year could not go on');
    });
  }, LOOK_MS);
  timer.unref();

  const play = async (): Promise<void> => {
    const today = dayOf(new Date());
    const year = demoYear(today);
    const { states } = await store.counts({ sight: { kind: 'everything' }, personId: null });
    if (states.received + states.converting > 0) return;
    clearInterval(timer);
    await checker.idle();
    const [reviewer, approver] = await Promise.all([store.people.byName('李审核'), store.people.byName('王审批')]);
    if (reviewer === null || approver === null) return;
    const moverOf = (person: { readonly id: string; readonly roles: Mover['roles'] }): Mover => ({
      personId: person.id,
      roles: person.roles,
      today,
    });
    const everything = { sight: { kind: 'everything' }, personId: null } as const;
    const { items, counts } = await store.filings.list(year, { page: 1, size: 200 }, everything, today);
    if ((counts.states.accepted ?? 0) + (counts.states.returned ?? 0) > 0) return;
    const clear = items.filter(({ state, flags }) => state === 'clear' && !flags.includes('versionsDiffer'));
    for (const { id } of clear.slice(0, ACCEPTED)) {
      await store.filings.move(id, { move: 'accept', etag: null }, moverOf(approver), {
        personId: approver.id,
        who: approver.name,
      });
    }
    const wrong = items.filter(({ state, errors }) => state === 'needsReview' && errors > 0);
    for (const { id } of wrong.slice(0, RETURNED)) {
      const by = { personId: reviewer.id, who: reviewer.name };
      await store.filings.move(id, { move: 'reviewer', reviewerId: reviewer.id, etag: null }, moverOf(reviewer), by);
      const request = {
        move: 'return',
        dueOn: workingDaysAfter(today, 5),
        note: '请按通知更正后重新报送。',
        etag: null,
      } as const;
      await store.filings.move(id, request, moverOf(reviewer), by);
    }
  };
  return () => clearInterval(timer);
}
