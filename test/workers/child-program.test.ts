import { createHash } from 'node:crypto';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { readEnvironment } from '../../config/env.ts';
import { PROCESS_LIMITS } from '../../config/limits/work.ts';
import { prepareChildProgram } from '../../workers/child-program.ts';
import { openConverter } from '../../workers/converter.ts';
import { findFence } from '../../workers/fence/fence.ts';

it('the program of the children, put together, converts a document', async () => {
  const log = pino({ level: 'silent' });
  const program = await prepareChildProgram(log);
  expect(program).toEqual([expect.stringMatching(/convert-child\.mjs$/)]);
  const fence = await findFence(readEnvironment().searchPath, log);
  const options = { children: 1, atOnce: 0, documentsPerChild: 1, fence, program, limits: PROCESS_LIMITS };
  const converter = await openConverter(options);
  const bytes = Buffer.from('某市某局2023年政府信息公开工作年度报告\n一、总体情况\n本年度无依申请公开。\n');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const report = await converter.convert({ fileName: 'a.txt', format: 'text', mediaType: 'text/plain', sha256, bytes });
  await converter.close();
  expect(report.report.year).toBe(2023);
});
