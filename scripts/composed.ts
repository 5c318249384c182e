import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import type { Recipe } from '../test/composer/compose.ts';
import type { Format } from '../test/composer/draft.ts';
import type { WrongCell } from '../test/composer/judge.ts';
import { type Tried, tryRecipe } from '../test/composer/read-composed.ts';
import { recipeFor } from '../test/composer/recipes.ts';

/** Composes broken reports by their seeds, reads them and prints what was read wrong: silent errors first of all. */

const FORMATS: readonly Format[] = ['html', 'docx', 'text'];
const CHOICES: readonly Format[] = [...FORMATS, 'ofd'];
const SHOWN_CELLS = 6;

interface Options {
  readonly from: number;
  readonly count: number;
  readonly format: readonly Format[];
  readonly with: readonly string[];
  readonly without: readonly string[];
  readonly loud: boolean;
  readonly save?: string;
}

const wholeNumber = (text: string): number => {
  if (!/^\d{1,9}$/u.test(text)) throw new Error(`${text} is no whole number`);
  return Number.parseInt(text, 10);
};

function optionsOf(argv: readonly string[]): Options {
  const command = new Command('composed')
    .option('--from <seed>', 'first seed', wholeNumber, 1)
    .option('--count <number>', 'how many seeds', wholeNumber, 300)
    .addOption(new Option('--format <names...>', 'formats').choices(CHOICES).default(FORMATS))
    .option('--with <names...>', 'these breakages and no others', [])
    .option('--without <names...>', 'leaves breakages out', [])
    .option('--loud', 'also prints right values that are flagged or missing in plain documents', false)
    .option('--save <folder>', 'writes the documents that were read wrong')
    .parse([...argv]);
  return command.opts<Options>();
}

const shown = (cells: readonly WrongCell[]): string =>
  cells
    .slice(0, SHOWN_CELLS)
    .map((c) => `    ${c.path} want ${c.want} got ${c.got} raw ${JSON.stringify(c.raw)}\n`)
    .join('');

function print({ recipe, verdict, composed }: Tried, loud: boolean): boolean {
  const { cells, right, silent, flagged, missing, reviewed, wrongFacts, wrongStatus } = verdict;
  const isLoud = composed.plain && (flagged.length + missing.length + reviewed.length > 0 || wrongStatus.length > 0);
  if (silent.length === 0 && !(loud && isLoud)) return false;
  process.stdout.write(
    `${recipe.format} ${recipe.seed} ${recipe.kind} [${recipe.breakages.join(', ')}] ${right}/${cells} right, ${silent.length} silent, ${flagged.length} flagged, ${missing.length} missing, ${reviewed.length} reviewed, ${wrongStatus.length} status, ${wrongFacts.length} facts\n${shown(silent)}`,
  );
  if (loud) {
    process.stdout.write(shown(flagged) + shown(missing));
    for (const text of [...reviewed.slice(0, 4), ...wrongStatus.slice(0, 3), ...wrongFacts])
      process.stdout.write(`    ~ ${text}\n`);
  }
  return true;
}

async function main(options: Options): Promise<void> {
  const totals = { documents: 0, cells: 0, right: 0, silent: 0, withSilent: 0, reviewed: 0, plain: 0, plainPerfect: 0 };
  const recipes = Array.from({ length: options.count }, (_, i) => options.from + i).flatMap((seed) =>
    options.format.map((format): Recipe => {
      const recipe = recipeFor(seed, format);
      const breakages = options.with.length > 0 ? options.with : recipe.breakages;
      return { ...recipe, breakages: breakages.filter((name) => !options.without.includes(name)) };
    }),
  );
  if (options.save) await mkdir(options.save, { recursive: true });
  for (const recipe of recipes) {
    const tried = await tryRecipe(recipe);
    const { verdict, composed } = tried;
    const printed = print(tried, options.loud);
    if (printed && options.save) await writeFile(join(options.save, composed.source.fileName), composed.source.bytes);
    totals.documents++;
    totals.cells += verdict.cells;
    totals.right += verdict.right;
    totals.silent += verdict.silent.length;
    totals.withSilent += verdict.silent.length > 0 ? 1 : 0;
    totals.reviewed += verdict.reviewed.length;
    totals.plain += composed.plain ? 1 : 0;
    totals.plainPerfect += composed.plain && verdict.right === verdict.cells && verdict.silent.length === 0 ? 1 : 0;
  }
  process.stdout.write(`${JSON.stringify(totals)}\n`);
  if (totals.silent > 0) process.exitCode = 1;
}

await main(optionsOf(process.argv));
