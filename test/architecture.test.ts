import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOTS = [
  'config',
  'contracts',
  'office',
  'pipeline',
  'store',
  'workers',
  'server',
  'cli',
  'scripts',
  'dashboard',
];
const STAGES = ['intake', 'extract', 'reconstruct', 'canonicalise', 'validate'];

const sources = ROOTS.flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|tsx|mts|mjs)$/.test(name))
    .map((name) => join(root, name)),
);

interface Import {
  readonly from: string;
  readonly to: string;
}

/** Imports of our own files, types included: an arrow is an arrow. */
const imports: readonly Import[] = sources.flatMap((from) =>
  [
    ...readFileSync(from, 'utf8').matchAll(
      /(?:(?:import|export)(?: type)? [^;]*? from|import\()\s*'(\.{1,2}\/[^']+)'/g,
    ),
  ].map(([, path]) => ({ from, to: relative('.', resolve(dirname(from), path!)) })),
);

const arrows = (from: (path: string) => boolean, to: (path: string) => boolean): string[] =>
  imports.filter((i) => from(i.from) && to(i.to)).map((i) => `${i.from} → ${i.to}`);

const under =
  (...folders: string[]) =>
  (path: string) =>
    folders.some((folder) => path.startsWith(`${folder}/`));

describe('the arrows between the rooms', () => {
  it('config imports only config and the codes and types of the contracts', () => {
    const allowed = under('config', 'contracts', 'pipeline/contracts');
    expect(arrows(under('config'), (to) => !allowed(to))).toEqual([]);
  });

  it('contracts import only config and one another', () => {
    const allowed = under('config', 'pipeline/contracts');
    expect(arrows(under('pipeline/contracts'), (to) => !allowed(to))).toEqual([]);
  });

  it.each(STAGES)('the stage %s imports no other stage', (stage) => {
    const others = STAGES.filter((other) => other !== stage).map((other) => `pipeline/${other}`);
    expect(arrows(under(`pipeline/${stage}`), under(...others))).toEqual([]);
  });

  it('the paper looks at what extract reads, and no stage looks at the paper', () => {
    const behind = STAGES.filter((stage) => stage !== 'extract').map((stage) => `pipeline/${stage}`);
    expect(arrows(under('pipeline/paper'), under(...behind))).toEqual([]);
    expect(arrows(under(...STAGES.map((stage) => `pipeline/${stage}`)), under('pipeline/paper'))).toEqual([]);
  });

  it('the pipeline knows no queue, database, server or command line', () => {
    expect(arrows(under('pipeline'), under('store', 'workers', 'server', 'cli', 'dashboard'))).toEqual([]);
  });

  it('the contracts of the office import only config, those of the pipeline and one another', () => {
    const allowed = under('config', 'contracts', 'pipeline/contracts');
    expect(arrows(under('contracts'), (to) => !allowed(to))).toEqual([]);
  });

  it('the office imports config, contracts, what folds text and what packs a file: no stage, disk, database, queue or server', () => {
    const allowed = under('config', 'contracts', 'office', 'pipeline/contracts', 'pipeline/wording', 'pipeline/zip');
    expect(arrows(under('office'), (to) => !allowed(to))).toEqual([]);
    const outside = sources
      .filter(under('office'))
      .filter((file) =>
        /from '(?:node:(?!crypto)|fastify|drizzle|bullmq|ioredis|pg'|pino)/.test(readFileSync(file, 'utf8')),
      );
    expect(outside).toEqual([]);
  });

  it('the pipeline knows nothing of the office', () => {
    expect(arrows(under('pipeline'), under('office', 'contracts'))).toEqual([]);
  });

  it('the store looks down, never up to workers, server or command line', () => {
    expect(arrows(under('store'), under('workers', 'server', 'cli'))).toEqual([]);
  });

  it('the page imports types, codes and what it judges by itself, and nobody imports the page', () => {
    const allowed = under('config', 'contracts', 'office', 'pipeline/contracts', 'pipeline/draft', 'dashboard');
    const sums = 'pipeline/validate/identity.ts';
    expect(arrows(under('dashboard'), (to) => !allowed(to) && to !== sums)).toEqual([]);
    expect(arrows((from) => !under('dashboard', 'scripts')(from), under('dashboard'))).toEqual([]);
  });

  it('the words of the page know no part and no screen of it', () => {
    expect(arrows(under('dashboard/src/words'), under('dashboard/src/parts', 'dashboard/src/pages'))).toEqual([]);
  });

  it('no file is part of a circle of imports', () => {
    const next = new Map<string, string[]>();
    for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to]);
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      if (done.has(file) || path.includes(file)) return;
      for (const to of next.get(file) ?? []) visit(to, [...path, file]);
      done.add(file);
    };
    for (const file of sources) visit(file, []);
    expect(circles).toEqual([]);
  });
});

describe('single doors', () => {
  const filesWith = (pattern: RegExp): string[] => sources.filter((file) => pattern.test(readFileSync(file, 'utf8')));

  it('native decoders of pictures are loaded where it is noted that they were', () => {
    const inThePipeline = (pattern: RegExp): string[] => filesWith(pattern).filter(under('pipeline'));
    expect(inThePipeline(/^import (?!type).* from 'sharp'|import\('sharp'\)/m)).toEqual(['pipeline/decoders/sharp.ts']);
    // a BMP, for which sharp is loaded too
    expect(inThePipeline(/\bloadImage\b/)).toEqual(['pipeline/unwrap/picture.ts']);
  });

  it('process.env is read in config/env.ts only', () => {
    expect(filesWith(/process\.env\b/).filter((file) => file !== 'config/env.ts')).toEqual([]);
  });
});
