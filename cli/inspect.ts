import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename } from 'node:path';
import { pino } from 'pino';
import { readEnvironment } from '../config/env.ts';
import { ERROR_WORDS } from '../config/words.ts';
import { canonicalise } from '../pipeline/canonicalise/canonicalise.ts';
import { ConversionError } from '../pipeline/contracts/errors.ts';
import { LONE_DESK } from '../pipeline/contracts/page-desk.ts';
import { extract } from '../pipeline/extract/extract.ts';
import { openEngines } from '../pipeline/extract/scan/engines/engines.ts';
import { inspectionPage } from '../pipeline/inspection/inspection.ts';
import { recognise } from '../pipeline/intake/intake.ts';
import { reconstruct } from '../pipeline/reconstruct/reconstruct.ts';
import { validate } from '../pipeline/validate/validate.ts';
import { findFence } from '../workers/fence/fence.ts';
import { findOfficeSuite, ownOfficeSuite } from '../workers/office-suite.ts';
import { EXIT, type ExitCode } from './exit.ts';
import { TOLD } from './told/told.ts';
import { CLI_WORDS } from './words.ts';

/**
 * `gouji inspect`: one page of HTML with each page or table of a document, the recovered cells drawn over it.
 * For developers: the document is read in this process, without its fences.
 */
export async function inspect(file: string, out: string): Promise<ExitCode> {
  const { ocr, searchPath } = readEnvironment();
  const { engines, close } = openEngines(ocr);
  const log = pino({ level: 'silent' });
  const program = findOfficeSuite(searchPath, { ...(await findFence(searchPath, log)), user: null }, log);
  const suite = program === null ? null : ownOfficeSuite(program, tmpdir());
  try {
    const recognised = await recognise(basename(file), { path: file });
    if (recognised.kind === 'archive') throw new ConversionError('unsupported-format', 'an archive has no pages');
    const { source } = recognised;
    const extracted = await extract(source, engines, LONE_DESK, suite);
    const reading = reconstruct(extracted);
    const report = canonicalise(reading, source);
    await writeFile(out, inspectionPage({ extracted, reading, report: { ...report, validation: validate(report) } }));
    process.stderr.write(`${CLI_WORDS.inspected(out)}\n`);
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    process.stderr.write(`${TOLD.zh.failed(file, error.code, ERROR_WORDS[error.code])}\n`);
    return EXIT.someFailed;
  } finally {
    await close();
  }
}
