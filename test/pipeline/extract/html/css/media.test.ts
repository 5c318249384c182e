import { describe, expect, test } from 'vitest';
import { holdsMedia } from '../../../../../pipeline/extract/html/css/media.ts';

describe('what holds for a reader at a desk', () => {
  test.each([
    '',
    'all',
    'screen',
    'only screen and (min-width: 768px)',
    'screen and (min-width:992px) and (max-width:1400px)',
    '(width >= 48em)',
    '(600px <= width <= 1300px)',
    '(orientation: landscape)',
    '(hover: hover)',
    'print, screen',
    'not print',
    '(max-width: 600px), (min-width: 601px)',
    'not (max-width: 600px)',
    '(min-resolution: 96dpi)',
  ])('%s', (query) => {
    expect(holdsMedia(query)).toBe(true);
  });
});

describe('what does not', () => {
  test.each([
    'print',
    'speech',
    '(max-width:600px)',
    'only screen and (max-device-width: 480px)',
    '(width < 768px)',
    '(orientation: portrait)',
    '(prefers-color-scheme: dark)',
    '(-webkit-min-device-pixel-ratio: 2)',
    'not screen',
    '(min-width: 2000px)',
    '(pointer: coarse)',
    '(some-feature: 1)',
  ])('%s', (query) => {
    expect(holdsMedia(query)).toBe(false);
  });
});
