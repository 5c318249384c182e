import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import yazl from 'yazl';
import { asVariables, readEnvironment } from '../config/env.ts';
import type { Filing, FilingDetail } from '../contracts/filings.ts';
import type { Role } from '../contracts/states.ts';
import { ROSTER_COLUMNS } from '../office/roster.ts';
import { toXlsx } from '../office/sheet.ts';
import { type MadeReport, madePage, madeWord } from '../server/demo/made-report.ts';

/**
 * The office's year through the API alone: `npm run story`. 400 agencies are imported, 400 reports come in one zip, 30 of
 * them in two forms and 20 with names that need a hand; a person settles those, wrong reports go back, come again and are
 * accepted; the trail is whole. In the middle the server is killed. What is not as it should be ends it with 1.
 */

const GOUJI = resolve(import.meta.dirname, '..', 'cli', 'gouji.mjs');
/** `npm run story -- 40` tells it with fewer agencies, for a busy machine. */
const AGENCIES = Math.min(400, Math.max(20, Number.parseInt(process.argv[2] ?? '400', 10)));
const share = (of400: number): number => Math.ceil((AGENCIES * of400) / 400);
const TWO_FORMS = share(30);
const BY_HAND = share(20);
const WRONG = share(10);
const YEAR = 2023;
const MISTAKE = { 'applications/newlyReceived/total': 99 };

const agencyName = (index: number): string => {
  const districts = [
    '南湖区',
    '北岭区',
    '东溪县',
    '西坪县',
    '中山区',
    '金沙区',
    '银河县',
    '铁岭镇',
    '铜山镇',
    '锡林镇',
  ];
  const bodies = [
    ...[
      '教育',
      '科技',
      '公安',
      '民政',
      '司法',
      '财政',
      '人社',
      '自然资源',
      '生态环境',
      '住建',
      '交通运输',
      '水务',
      '农业农村',
    ],
    ...[
      '商务',
      '文化旅游',
      '卫生健康',
      '应急管理',
      '审计',
      '市场监管',
      '统计',
      '医疗保障',
      '林业',
      '信访',
      '体育',
      '城管',
    ],
    ...['档案', '气象', '粮食', '金融', '大数据', '退役军人', '乡村振兴', '行政审批', '招商', '园林', '房产', '公积金'],
    ...['地震', '供销', '残疾人'],
  ];
  return `${districts[index % districts.length]}${bodies[Math.floor(index / districts.length)]}局`;
};
const names = Array.from({ length: AGENCIES }, (_, index) => agencyName(index));

/** The last of them do not say whose they are but in their file's name. */
const needsHand = (index: number): boolean => index >= AGENCIES - BY_HAND;
const isWrong = (index: number): boolean => index >= TWO_FORMS && index < TWO_FORMS + WRONG;
const reportOf = (index: number): MadeReport => ({
  agency: names[index] ?? '',
  year: YEAR,
  applications: 2 + (index % 40),
  ...(isWrong(index) ? { cells: MISTAKE } : {}),
  ...(needsHand(index) ? { title: `${YEAR}年政府信息公开工作年度报告`, signer: null } : {}),
});

const failures: string[] = [];
function expectThat(what: string, actual: unknown, wanted: unknown): void {
  const same = JSON.stringify(actual) === JSON.stringify(wanted);
  say(
    `${same ? 'ok  ' : 'FAIL'}  ${what}: ${JSON.stringify(actual)}${same ? '' : `, wanted ${JSON.stringify(wanted)}`}`,
  );
  if (!same) failures.push(what);
}
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

const data = await mkdtemp(join(tmpdir(), 'gouji-story-'));
const port = '0';
let server: ChildProcess | null = null;
let url = '';

async function start(): Promise<void> {
  server = spawn(process.execPath, [GOUJI, 'serve', '--port', port, '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: asVariables(readEnvironment({ logLevel: 'error' })),
  });
  let said = '';
  server.stdout?.on('data', (chunk) => {
    said += chunk;
  });
  while (!/http:\/\/\S+/.test(said)) {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}: ${said}`);
    await pause(100);
  }
  url = new URL(/http:\/\/\S+/.exec(said)?.[0] ?? '').origin;
}
async function kill(signal: NodeJS.Signals): Promise<void> {
  if (server === null) return;
  const gone = once(server, 'exit');
  server.kill(signal);
  await gone;
}

async function tokenOf(role: Role): Promise<string> {
  const words = ['token', 'add', `story ${role}`, '--role', role, '--data', data];
  const child = spawn(process.execPath, [GOUJI, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  return (await text(child.stdout)).trim();
}
const tokens = new Map<Role, string>();

async function ask<T>(role: Role, method: string, path: string, body?: object | FormData): Promise<T> {
  const isForm = body instanceof FormData;
  const answer = await fetch(`${url}/api${path}`, {
    method,
    headers: {
      authorization: `Bearer ${tokens.get(role)}`,
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
  const said = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${said.slice(0, 500)}`);
  const value: T = said === '' ? undefined : JSON.parse(said);
  return value;
}
const form = (name: string, content: Uint8Array): FormData => {
  const made = new FormData();
  made.append(name === 'roster.xlsx' ? 'file' : 'files', new Blob([new Uint8Array(content)]), name);
  return made;
};

async function zipOfReports(): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (let index = 0; index < AGENCIES; index++) {
    const name = needsHand(index) ? `报送/${names[index]}.html` : `报送/${index}.html`;
    zip.addBuffer(Buffer.from(madePage(reportOf(index))), name);
    if (index < TWO_FORMS) zip.addBuffer(await madeWord(reportOf(index)), `报送/${index}.docx`);
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

interface List {
  readonly items: readonly Filing[];
  readonly total: number;
  readonly counts: { readonly states: Record<string, number>; readonly flags: Record<string, number> };
}
const filings = (query = ''): Promise<List> => ask('clerk', 'GET', `/campaigns/${YEAR}/filings?size=200${query}`);

interface UploadState {
  readonly received: number;
  readonly assigned: number;
  readonly waiting: number;
  readonly open: number;
  readonly items: readonly {
    readonly id: string;
    readonly placement: { readonly guesses: readonly { agencyId: string }[]; readonly waitsFor: string | null };
  }[];
}
async function untilThrough(
  uploadId: string,
  enough = (upload: UploadState): boolean => upload.open === 0,
): Promise<UploadState> {
  for (;;) {
    const { items } = await ask<{ items: readonly (UploadState & { id: string })[] }>('clerk', 'GET', '/uploads');
    const upload = items.find(({ id }) => id === uploadId);
    if (upload !== undefined && enough(upload)) return upload;
    await pause(500);
  }
}

const began = performance.now();
const since = (): string => `${((performance.now() - began) / 1000).toFixed(0)} s`;
try {
  for (const role of ['administrator', 'clerk', 'reviewer', 'approver'] as const) tokens.set(role, await tokenOf(role));
  await start();
  await ask('administrator', 'POST', '/campaigns', {
    year: YEAR,
    submitBy: '2099-01-26',
    publishBy: '2099-01-28',
    statutoryBy: '2099-01-31',
  });
  const table = [Object.values(ROSTER_COLUMNS), ...names.map((name) => [name, '', '', '部门'])];
  const importing = performance.now();
  const roster = await ask<{ added: number; problems: unknown[] }>(
    'clerk',
    'PUT',
    `/campaigns/${YEAR}/roster`,
    form('roster.xlsx', await toXlsx('roster', table)),
  );
  say(`      roster imported in ${Math.round(performance.now() - importing)} ms`);
  expectThat('agencies imported', [roster.added, roster.problems.length], [AGENCIES, 0]);

  const receipt = await ask<{ batchId: string; received: number }>(
    'clerk',
    'POST',
    '/uploads',
    form('年报.zip', await zipOfReports()),
  );
  expectThat('files received', receipt.received, AGENCIES + TWO_FORMS);
  await untilThrough(receipt.batchId, ({ assigned }) => assigned >= AGENCIES / 4);
  await kill('SIGKILL');
  say(`      killed in the middle after ${since()}`);
  await start();
  const upload = await untilThrough(receipt.batchId);
  say(`      all through after ${since()}`);
  expectThat(
    'assigned by themselves, waiting for a hand',
    [upload.assigned, upload.waiting],
    [AGENCIES + TWO_FORMS - BY_HAND, BY_HAND],
  );
  const first = await filings();
  expectThat(
    'filings by state',
    {
      expected: first.counts.states.expected,
      needsReview: first.counts.states.needsReview,
      clear: first.counts.states.clear,
    },
    { expected: BY_HAND, needsReview: WRONG, clear: AGENCIES - BY_HAND - WRONG },
  );
  expectThat('versions that differ', first.counts.flags.versionsDiffer, 0);

  const detail = await ask<UploadState>('clerk', 'GET', `/uploads/${receipt.batchId}`);
  const waiting = detail.items.filter(({ placement }) => placement.waitsFor !== null);
  expectThat(
    'reasons of those that wait',
    [...new Set(waiting.map(({ placement }) => placement.waitsFor))],
    ['unsure'],
  );
  for (const { id, placement } of waiting) {
    await ask('clerk', 'POST', `/documents/${id}/assign`, {
      year: YEAR,
      agencyId: placement.guesses[0]?.agencyId,
      as: 'main',
    });
  }
  await untilThrough(receipt.batchId);
  const second = await filings();
  expectThat('filings without a report', second.counts.states.expected, 0);

  const wrong = (await filings('&state=needsReview')).items.filter(({ errors }) => errors > 0);
  expectThat('reports with the mistake', wrong.length, WRONG);
  for (const { id } of wrong) {
    await ask('reviewer', 'POST', `/filings/${id}/return`, { dueOn: '2099-02-05', note: '请更正合计。' });
  }
  expectThat('returned', (await filings()).counts.states.returned, WRONG);
  const corrected = new FormData();
  for (const { agency } of wrong) {
    const { cells: _, ...right } = reportOf(names.indexOf(agency.name));
    corrected.append('files', new Blob([madePage(right)]), `${agency.name}更正.html`);
  }
  const again = await ask<{ batchId: string }>('clerk', 'POST', '/uploads', corrected);
  await untilThrough(again.batchId);
  const back = await ask<FilingDetail>('clerk', 'GET', `/filings/${wrong[0]?.id}`);
  expectThat('what came back', [back.state, back.version], ['clear', 2]);

  let accepted = 0;
  for (let page = 1; page <= Math.ceil(AGENCIES / 200); page++) {
    for (const { id, state } of (await filings(`&page=${page}`)).items) {
      if (state !== 'clear') continue;
      await ask('approver', 'POST', `/filings/${id}/accept`, {});
      accepted += 1;
    }
  }
  const last = await filings();
  say(`      ${accepted} accepted, ${JSON.stringify(last.counts.states)}`);
  expectThat('accepted', last.counts.states.accepted, accepted);
  const rest = (last.counts.states.needsReview ?? 0) + accepted;
  expectThat('every filing is accepted or waits for a person', rest, AGENCIES);
  const verify = spawn(process.execPath, [GOUJI, 'audit', 'verify', '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = (await text(verify.stdout)).trim();
  expectThat('the trail is whole', said.startsWith('操作记录完整'), true);
  say(`      ${said}`);
} finally {
  await kill('SIGTERM');
  await rm(data, { recursive: true, force: true });
}
say(`${failures.length === 0 ? 'The story holds' : `${failures.length} things are not as they should be`}, ${since()}`);
process.exitCode = failures.length === 0 ? 0 : 1;
