import type { Connection } from '../../live-state.ts';
import { counted } from './counted.ts';

export const APP_WORDS = {
  name: 'Gouji',
  tagline:
    'Annual reports on government information disclosure: reads the three statutory tables, checks every sum and shows what a person must look at',
  skip: 'Skip to content',
  notFound: 'There is no such page.',
  home: 'Back to overview',
};

export const CONNECTION_WORDS: Readonly<Record<Connection, string>> = {
  connecting: 'Connecting',
  open: 'Live',
  lost: 'Connection lost, trying again',
};

export const DURATION_WORDS = {
  milliseconds: 'under 1 s',
  seconds: (n: number): string => `${n} s`,
  minutes: (n: number): string => `${n} min`,
  hours: (n: number): string => counted(n, 'hour'),
};

export const REQUEST_WORDS = {
  network: 'The server cannot be reached; check the network and try again.',
  unexpected: (status: number): string => `The server gave an unexpected answer (${status}).`,
  tooLarge: 'The file is larger than the server allows.',
};
