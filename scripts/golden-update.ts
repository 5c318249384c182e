import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { convertSample, digitalSamples, EXPECTED } from './samples/golden.ts';

/** Writes the expected canonical JSON of the digital samples again. Look at the difference before you commit it. */
await mkdir(EXPECTED, { recursive: true });
for (const sample of await digitalSamples()) {
  await writeFile(join(EXPECTED, `${sample.name}.json`), `${JSON.stringify(await convertSample(sample), null, 1)}\n`);
}
process.exit(0);
