import { counted } from './counted.ts';

export const QUEUE_WORDS = {
  title: 'Queue',
  all: 'All',
  files: 'files',
  perMinute: 'files/min',
  timeToGo: 'Time to go',
  workers: 'Workers',
  unknown: 'unknown',
  idle: 'nothing waits',
  noWorkers: 'No worker is running: files that wait are not converted for now.',
  unhealthy:
    'The queue or the database does not answer; files that arrived are safe and will be converted when it does.',
  stale: (time: string): string => `as of ${time}`,
  seconds: (n: number): string => `about ${n} s`,
  minutes: (n: number): string => `about ${n} min`,
  hours: (hours: number, minutes: number): string =>
    minutes === 0 ? `about ${counted(hours, 'hour')}` : `about ${hours} h ${minutes} min`,
};
