import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { reportSchemaText, SCHEMA_FILE } from './schema/report-schema.ts';

/** Writes the published JSON Schema of the canonical report again from pipeline/contracts/report.ts. */
await mkdir(dirname(SCHEMA_FILE), { recursive: true });
await writeFile(SCHEMA_FILE, reportSchemaText());
