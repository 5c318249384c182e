import { availableParallelism } from 'node:os';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { EXIT, type ExitCode, WrongCommand } from './exit.ts';
import { CLI_WORDS, HELP, HELP_TITLES, USAGE_ERROR, USAGE_WORDS } from './words.ts';

const MOST_JOBS = 64;

function parseJobs(text: string): number {
  const jobs = /^\d{1,3}$/.test(text) ? Number.parseInt(text, 10) : 0;
  if (jobs < 1 || jobs > MOST_JOBS) throw new InvalidArgumentError(CLI_WORDS.jobsRange(MOST_JOBS));
  return jobs;
}

interface ConvertFlags {
  readonly out: string;
  readonly jobs?: number;
  readonly json?: true;
}

async function convert(inputs: readonly string[], flags: ConvertFlags): Promise<ExitCode> {
  // Loaded here so that help and mistyped commands answer at once.
  const { runConvert } = await import('./run-convert.ts');
  const summary = await runConvert(inputs, { out: flags.out, jobs: flags.jobs ?? availableParallelism() });
  const { converted, failed, skipped, seconds, out } = summary;
  process.stderr.write(`${CLI_WORDS.summary(converted, failed, skipped, seconds.toFixed(1), out)}\n`);
  if (summary.interrupted) process.stderr.write(`${CLI_WORDS.interrupted}\n`);
  if (flags.json) process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
  if (summary.interrupted) return EXIT.interrupted;
  return failed > 0 ? EXIT.someFailed : EXIT.done;
}

/** Makes a command of ours speak Chinese, and throw instead of ending the process. */
const tuned = (command: Command): Command =>
  command
    .exitOverride()
    .configureHelp({ styleTitle: (title) => HELP_TITLES[title] ?? title, showGlobalOptions: false })
    .configureOutput({ outputError: () => {} })
    .helpOption('-h, --help', HELP.help);

function buildProgram(end: (code: ExitCode) => void): Command {
  const program = tuned(new Command('gouji')).description(HELP.program).helpCommand('help [command]', HELP.helpCommand);
  tuned(program.command('convert'))
    .description(HELP.convert)
    .argument('<file-or-folder...>', HELP.inputs)
    .requiredOption('--out <folder>', HELP.out)
    .option('--jobs <n>', HELP.jobs, parseJobs)
    .option('--json', HELP.json)
    .addHelpText('after', `\n${HELP.exitCodes}\n${HELP.example}`)
    .action(async (inputs: readonly string[], flags: ConvertFlags) => end(await convert(inputs, flags)));
  return program;
}

/** The name that commander puts in quotes into its English message. */
const named = (message: string): string => /'[^']*'/.exec(message)?.[0] ?? '';

function explain(program: Command, error: CommanderError, words: readonly string[]): void {
  const command = program.commands.find((candidate) => candidate.name() === words[0]) ?? program;
  const reason = error.code === 'commander.invalidArgument' ? error.message.split('. ').at(-1) : named(error.message);
  process.stderr.write(`${USAGE_WORDS[error.code] ?? USAGE_ERROR} ${reason ?? ''}\n\n${command.helpInformation()}`);
}

/** Runs one command line; `words` are those behind the program's name. */
export async function main(words: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const program = buildProgram((ended) => {
    code = ended;
  });
  if (words.length === 0) {
    process.stderr.write(program.helpInformation());
    return EXIT.wrongCommand;
  }
  try {
    await program.parseAsync([...words], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.done;
      explain(program, error, words);
      return EXIT.wrongCommand;
    }
    if (error instanceof WrongCommand) {
      process.stderr.write(`${error.message}\n`);
      return EXIT.wrongCommand;
    }
    throw error;
  }
}
