import { availableParallelism } from 'node:os';
import { basename, resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { LANGUAGES, type Language } from '../config/rule-words/words-of.ts';
import { ROLES, type Role } from '../contracts/states.ts';
import type { OfficeCommand } from '../server/people/office-desk.ts';
import { EXIT, type ExitCode, WrongCommand } from './exit.ts';
import type { ReportOptions } from './report.ts';
import { TOLD } from './told/told.ts';
import type { InputPaths } from './validation-inputs.ts';
import { CLI_WORDS, HELP, HELP_TITLES, OFFICE_WORDS, REPORT_WORDS, USAGE_ERROR, USAGE_WORDS } from './words.ts';

const MOST_JOBS = 64;
const HIGHEST_PORT = 65_535;

/** Reads the value of an option that is a whole number within bounds. */
const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = /^\d{1,5}$/.test(text) ? Number.parseInt(text, 10) : -1;
    if (value < least || value > most) throw new InvalidArgumentError(CLI_WORDS.numberRange(least, most));
    return value;
  };

function language(text: string): Language {
  const known = LANGUAGES.find((each) => each === text);
  if (known === undefined) throw new InvalidArgumentError(CLI_WORDS.wrongLanguage);
  return known;
}

/** Reads the value of an option that is a day. */
function isoDate(text: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(text)) {
    throw new InvalidArgumentError(REPORT_WORDS.wrongDate);
  }
  return text;
}

interface ConvertFlags {
  readonly out: string;
  readonly jobs?: number;
  readonly json?: true;
  readonly lang: Language;
}

async function convert(inputs: readonly string[], flags: ConvertFlags): Promise<ExitCode> {
  // Loaded here so that help and mistyped commands answer at once.
  const { runConvert } = await import('./run-convert.ts');
  const summary = await runConvert(inputs, {
    out: flags.out,
    jobs: flags.jobs ?? availableParallelism(),
    lang: flags.lang,
  });
  const words = TOLD[flags.lang];
  const { converted, failed, skipped, seconds, out } = summary;
  process.stderr.write(`${words.summary(converted, failed, skipped, seconds.toFixed(1), out)}\n`);
  if (summary.interrupted) process.stderr.write(`${words.interrupted}\n`);
  if (flags.json) process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
  if (summary.interrupted) return EXIT.interrupted;
  return failed > 0 ? EXIT.someFailed : EXIT.done;
}

interface ValidateFlags extends InputPaths {
  readonly json?: true;
  readonly lang: Language;
}

async function validate(inputs: readonly string[], { json, ...paths }: ValidateFlags): Promise<ExitCode> {
  const { validate: check } = await import('./validate.ts');
  return check(inputs, { ...paths, json: json === true });
}

async function report(file: string, flags: ReportOptions): Promise<ExitCode> {
  const { report: write } = await import('./report.ts');
  return write(file, flags);
}

async function inspect(file: string, { out }: { readonly out?: string }): Promise<ExitCode> {
  const { inspect: draw } = await import('./inspect.ts');
  return draw(file, out ?? `${basename(file)}.inspect.html`);
}

interface ServeFlags {
  readonly port?: number;
  readonly host?: string;
  readonly data?: string;
  readonly upload?: readonly string[];
  readonly demo?: boolean;
}

async function serve({ data, ...flags }: ServeFlags): Promise<number> {
  const { serve: startServing } = await import('./serve.ts');
  return startServing({ ...flags, ...(data === undefined ? {} : { dataFolder: data }) });
}

interface WorkerFlags {
  readonly jobs?: number;
  readonly data?: string;
}

async function work({ data, jobs }: WorkerFlags): Promise<number> {
  const { work: startWorking } = await import('./worker.ts');
  return startWorking({
    ...(jobs === undefined ? {} : { concurrency: jobs }),
    ...(data === undefined ? {} : { dataFolder: data }),
  });
}

interface StandingFlags {
  readonly role: readonly Role[];
  readonly agency?: string;
  readonly scope?: string;
  readonly data?: string;
}
interface PersonFlags extends StandingFlags {
  readonly passwordStdin?: true;
  readonly expires?: string;
}

function oneRole(text: string, before: readonly Role[] = []): readonly Role[] {
  const role = ROLES.find((each) => each === text);
  if (role === undefined) throw new InvalidArgumentError(OFFICE_WORDS.wrongRole);
  return [...before, role];
}

/** `gouji user`, `gouji token`, `gouji audit`. */
function officeCommands(program: Command, end: (code: number) => void): void {
  const ask = async (command: OfficeCommand, { data }: { readonly data?: string }): Promise<void> => {
    const { office } = await import('./people.ts');
    end(await office(command, data === undefined ? {} : { dataFolder: data }));
  };
  const password = async ({ passwordStdin }: { readonly passwordStdin?: true }): Promise<string> => {
    const { passwordFromInput } = await import('./people.ts');
    const given = passwordStdin === true ? await passwordFromInput() : '';
    if (given.length < 10) throw new WrongCommand(OFFICE_WORDS.passwordNeeded);
    return given;
  };
  const group = (name: string, words: string): Command => tuned(program.command(name)).description(words);
  const action = (parent: Command, name: string, words: string): Command =>
    tuned(parent.command(name)).description(words).option('--data <folder>', HELP.data);
  const placed = (command: Command): Command =>
    command
      .requiredOption('--role <role>', HELP.role, oneRole)
      .option('--agency <name>', HELP.agency)
      .option('--scope <agency>', HELP.scope);
  const standingOf = ({
    role,
    agency = null,
    scope = null,
  }: {
    role: readonly Role[];
    agency?: string | null;
    scope?: string | null;
  }) => ({
    roles: [...role],
    agency,
    scope,
  });

  const user = group('user', HELP.user).addHelpText('after', `\n${HELP.officeExitCodes}`);
  placed(action(user, 'add', HELP.userAdd))
    .argument('<name>', HELP.userName)
    .option('--password-stdin', HELP.passwordStdin)
    .action(async (name: string, flags: PersonFlags) =>
      ask({ kind: 'user-add', name, password: await password(flags), ...standingOf(flags) }, flags),
    );
  action(user, 'list', HELP.userList).action((flags: { readonly data?: string }) => ask({ kind: 'user-list' }, flags));
  action(user, 'disable', HELP.userDisable)
    .argument('<name>', HELP.userName)
    .action((name: string, flags: { readonly data?: string }) => ask({ kind: 'user-disable', name }, flags));
  action(user, 'reset', HELP.userReset)
    .argument('<name>', HELP.userName)
    .option('--password-stdin', HELP.passwordStdin)
    .action(async (name: string, flags: PersonFlags) =>
      ask({ kind: 'user-reset', name, password: await password(flags) }, flags),
    );
  placed(action(group('token', HELP.token), 'add', HELP.tokenAdd))
    .argument('<name>', HELP.tokenName)
    .option('--expires <date>', HELP.expires, isoDate)
    .action((name: string, flags: PersonFlags) =>
      ask({ kind: 'token-add', name, expiresOn: flags.expires ?? null, ...standingOf(flags) }, flags),
    );
  action(program, 'check', HELP.check).action((flags: { readonly data?: string }) => ask({ kind: 'check' }, flags));
  action(program, 'backup', HELP.backup)
    .argument('<folder>', HELP.backupFolder)
    .action((folder: string, flags: { readonly data?: string }) =>
      ask({ kind: 'backup', folder: resolve(folder) }, flags),
    );
  action(program, 'restore', HELP.restore)
    .argument('<folder>', HELP.restoreFrom)
    .action(async (folder: string, { data }: { readonly data?: string }) => {
      const { restore } = await import('./restore.ts');
      end(await restore(folder, data === undefined ? {} : { dataFolder: data }));
    });
  action(program, 'convert-anew', HELP.convertAnew)
    .option('--query <text>', HELP.anewQuery)
    .action(({ query, ...flags }: { readonly query?: string; readonly data?: string }) =>
      ask({ kind: 'convert-anew', ...(query === undefined ? {} : { query }) }, flags),
    );
  action(group('audit', HELP.audit), 'verify', HELP.auditVerify).action((flags: { readonly data?: string }) =>
    ask({ kind: 'audit-verify' }, flags),
  );
}

/** Makes a command of ours speak Chinese, and throw instead of ending the process. */
const tuned = (command: Command): Command =>
  command
    .exitOverride()
    .configureHelp({ styleTitle: (title) => HELP_TITLES[title] ?? title, showGlobalOptions: false })
    .configureOutput({ outputError: () => {} })
    .helpOption('-h, --help', HELP.help);

/** What rules need beside the report, for the commands that check. */
const withInputs = (command: Command): Command =>
  command
    .option('--settings <file>', HELP.settings)
    .option('--roster <file>', HELP.roster)
    .option('--last-year <file-or-folder...>', HELP.lastYear)
    .option('--compare <file-or-folder...>', HELP.compare)
    .option('--context <file>', HELP.context);

function buildProgram(end: (code: number) => void): Command {
  const program = tuned(new Command('gouji')).description(HELP.program).helpCommand('help [command]', HELP.helpCommand);
  tuned(program.command('convert'))
    .description(HELP.convert)
    .argument('<file-or-folder...>', HELP.inputs)
    .requiredOption('--out <folder>', HELP.out)
    .option('--jobs <n>', HELP.jobs, wholeNumber(1, MOST_JOBS))
    .option('--json', HELP.json)
    .option('--lang <language>', HELP.lang, language, 'zh')
    .addHelpText('after', `\n${HELP.exitCodes}\n${HELP.example}`)
    .action(async (inputs: readonly string[], flags: ConvertFlags) => end(await convert(inputs, flags)));
  withInputs(tuned(program.command('validate')))
    .description(HELP.validate)
    .argument('<file-or-folder...>', HELP.reports)
    .option('--json', HELP.validateJson)
    .option('--lang <language>', HELP.lang, language, 'zh')
    .addHelpText('after', `\n${HELP.validateExitCodes}`)
    .action(async (inputs: readonly string[], flags: ValidateFlags) => end(await validate(inputs, flags)));
  withInputs(tuned(program.command('report')))
    .description(HELP.report)
    .argument('<file>', HELP.reported)
    .requiredOption('--out <file>', HELP.reportOut)
    .option('--doubts <file>', HELP.doubts)
    .option('--decisions <file>', HELP.decisions)
    .option('--office <name>', HELP.office)
    .option('--due <date>', HELP.due, isoDate)
    .option('--date <date>', HELP.date, isoDate)
    .addHelpText('after', `\n${HELP.reportExitCodes}`)
    .action(async (file: string, flags: ReportOptions) => end(await report(file, flags)));
  tuned(program.command('inspect'))
    .description(HELP.inspect)
    .argument('<file>', HELP.inspected)
    .option('--out <file>', HELP.inspectOut)
    .action(async (file: string, flags: { readonly out?: string }) => end(await inspect(file, flags)));
  tuned(program.command('serve'))
    .description(HELP.serve)
    .option('--port <n>', HELP.port, wholeNumber(0, HIGHEST_PORT))
    .option('--host <address>', HELP.host)
    .option('--data <folder>', HELP.data)
    .option('--upload <file-or-folder...>', HELP.upload)
    .option('--demo', HELP.demo)
    .option('--no-demo', HELP.noDemo)
    .addHelpText('after', `\n${HELP.environment}`)
    .action(async (flags: ServeFlags) => end(await serve(flags)));
  officeCommands(program, end);
  tuned(program.command('worker'))
    .description(HELP.worker)
    .option('--jobs <n>', HELP.workerJobs, wholeNumber(1, MOST_JOBS))
    .option('--data <folder>', HELP.data)
    .addHelpText('after', `\n${HELP.environment}`)
    .action(async (flags: WorkerFlags) => end(await work(flags)));
  return program;
}

/** The name that commander puts in quotes into its English message. */
const named = (message: string): string => /'[^']*'/.exec(message)?.[0] ?? '';

function explain(program: Command, error: CommanderError, words: readonly string[]): void {
  const command = program.commands.find((candidate) => candidate.name() === words[0]) ?? program;
  const reason = error.code === 'commander.invalidArgument' ? error.message.split('. ').at(-1) : named(error.message);
  process.stderr.write(`${USAGE_WORDS[error.code] ?? USAGE_ERROR} ${reason ?? ''}\n\n${command.helpInformation()}`);
}

/** Runs one command line; `words` are those behind the program's name. Gives the exit code. */
export async function main(words: readonly string[]): Promise<number> {
  let code: number = EXIT.done;
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
      const { shownName } = await import('../pipeline/intake/intake.ts');
      process.stderr.write(`${error.message.split('\n').map(shownName).join('\n')}\n`);
      return EXIT.wrongCommand;
    }
    throw error;
  }
}
