import { DURATION_WORDS } from '../words/page.ts';

const STEP = 1024;
const BYTE_UNITS = ['B', 'KB', 'MB', 'GB'] as const;

/** 1536 → 1.5 KB */
export function bytesWords(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= STEP && unit < BYTE_UNITS.length - 1) {
    size /= STEP;
    unit++;
  }
  return `${unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${BYTE_UNITS[unit]}`;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** Local time of an ISO instant: 01-28 16:05, with the year where it is not this one. */
export function momentWords(iso: string, now: Date): string {
  const time = new Date(iso);
  const day = `${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}`;
  return time.getFullYear() === now.getFullYear() ? day : `${time.getFullYear()}-${day}`;
}

/** The local day of an instant: 2026-01-28 */
export const isoDay = (time: Date): string =>
  `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;

/** Five working days and a weekend, the usual term of a correction. */
const CORRECTION_DAYS = 7;
export const usualDue = (): string => isoDay(new Date(Date.now() + CORRECTION_DAYS * 86_400_000));

export const clockWords = (time: Date): string =>
  `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;

export function durationWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 1) return DURATION_WORDS.milliseconds;
  if (seconds < 60) return DURATION_WORDS.seconds(seconds);
  if (seconds < 3600) return DURATION_WORDS.minutes(Math.round(seconds / 60));
  return DURATION_WORDS.hours(Math.round(seconds / 3600));
}

/** 0…1 → 97% ; never rounded up to 100 %. */
export const percentWords = (share: number): string => `${share >= 1 ? 100 : Math.min(99, Math.round(share * 100))}%`;
