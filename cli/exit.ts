/** 0: every file converted; 1: some failed; 2: the command itself was wrong; 130: stopped from the keyboard. */
export const EXIT = { done: 0, someFailed: 1, wrongCommand: 2, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command was understood but cannot be carried out: exit code 2. The message is for the user. */
export class WrongCommand extends Error {}
