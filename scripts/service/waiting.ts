import { setTimeout as pause } from 'node:timers/promises';
import yazl from 'yazl';
import type { Filing } from '../../contracts/filings.ts';
import { ROSTER_COLUMNS } from '../../office/roster.ts';
import { toXlsx } from '../../office/sheet.ts';
import { madePage } from '../../server/demo/made-report.ts';
import type { Bar } from './bar.ts';
import { composedFiles } from './documents.ts';
import { gouji, startService } from './running-service.ts';

const YEAR = 2023;
const AGENCY = '南湖区教育局';
const MISTAKE = { 'applications/newlyReceived/total': 99 };

/** A small report so many times, each another, in one archive. */
async function manyFiles(count: number): Promise<Buffer> {
  const [report] = await composedFiles('text', 1, 90_000);
  const zip = new yazl.ZipFile();
  for (let n = 0; n < count; n++)
    zip.addBuffer(Buffer.concat([report?.bytes ?? Buffer.alloc(0), Buffer.from(`\n${n}\n`)]), `${n}.txt`);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Ten thousand files of the office wait, and an agency sends in what it was told to correct. */
export async function waitingBars(part: number): Promise<readonly Bar[]> {
  const count = Math.ceil(10_000 * part);
  const service = await startService();
  try {
    const office = await service.clerk('office');
    const ask = async <T>(method: string, path: string, body?: object | FormData, who = office): Promise<T> => {
      const isForm = body instanceof FormData;
      const answer = await service.ask(`/api${path}`, who, {
        method,
        headers: body === undefined || isForm ? {} : { 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as T;
    };
    const form = (field: string, name: string, bytes: Uint8Array | string): FormData => {
      const made = new FormData();
      made.append(field, new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]), name);
      return made;
    };
    const days = { submitBy: '2099-01-26', publishBy: '2099-01-28', statutoryBy: '2099-01-31' };
    await ask('POST', '/campaigns', { year: YEAR, ...days });
    const roster = await toXlsx('roster', [Object.values(ROSTER_COLUMNS), [AGENCY, '', '', '部门']]);
    await ask('PUT', `/campaigns/${YEAR}/roster`, form('file', 'roster.xlsx', roster));
    const filing = async (): Promise<Filing> => {
      const [only] = (await ask<{ items: Filing[] }>('GET', `/campaigns/${YEAR}/filings`)).items;
      if (only === undefined) throw new Error('nothing is owed');
      return only;
    };
    const until = async (holds: (filing: Filing) => boolean): Promise<Filing> => {
      for (;;) {
        const found = await filing();
        if (holds(found)) return found;
        await pause(200);
      }
    };
    const report = { agency: AGENCY, year: YEAR, applications: 7 };
    await ask('POST', '/uploads', form('files', '年报.html', madePage({ ...report, cells: MISTAKE })));
    const wrong = await until(({ state }) => state === 'needsReview');
    await ask('POST', `/filings/${wrong.id}/return`, { dueOn: '2099-02-05', note: '请更正合计。' });
    const words = ['token', 'add', 'agency', '--role', 'agency', '--agency', AGENCY, '--data', service.dataFolder];
    const agency = `Bearer ${/[\w-]{20,}/.exec(await gouji(words))?.[0] ?? ''}`;

    const taking = performance.now();
    await ask('POST', '/uploads', form('files', '很多.zip', await manyFiles(count)));
    const taken = (performance.now() - taking) / 1_000;
    await ask('POST', '/uploads', form('files', '更正.html', madePage(report)), agency);
    const began = performance.now();
    const { version } = await until((found) => found.version === 2 && found.state === 'clear');
    return [
      {
        name: `a corrected report behind ${count} files`,
        value: (performance.now() - began) / 1_000,
        unit: 's',
        most: 15,
        detail: `version ${version}; the ${count} were taken in ${taken.toFixed(0)} s`,
      },
    ];
  } finally {
    // What still waits is for nobody.
    await service.crash();
    await service.stop();
  }
}
