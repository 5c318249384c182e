import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';

const require = createRequire(import.meta.url);
const packaged = (name: string, file: string): string => join(dirname(require.resolve(`${name}/package.json`)), file);

/**
 * The fonts of the tests, each a file of a package that the set-up installs. A test that draws or prints uses these
 * and nothing that the machine has, so that it sees the same ink everywhere.
 */
export const FONT_FILES = {
  song: packaged('@expo-google-fonts/noto-serif-sc', '400Regular/NotoSerifSC_400Regular.ttf'),
  songBold: packaged('@expo-google-fonts/noto-serif-sc', '700Bold/NotoSerifSC_700Bold.ttf'),
  /** Digits of the width and the strokes of Times, which most reports are typed in. */
  times: packaged('@expo-google-fonts/tinos', '400Regular/Tinos_400Regular.ttf'),
} as const;

/**
 * A family to draw with on a canvas, under a name that no installed font has.
 * @throws Error when the canvas cannot read the file
 */
export function canvasFamily(font: keyof typeof FONT_FILES): string {
  const family = `gouji ${font}`;
  if (!GlobalFonts.has(family) && GlobalFonts.registerFromPath(FONT_FILES[font], family) === null)
    throw new Error(`${FONT_FILES[font]} is no font`);
  return family;
}

/** A configuration of fontconfig that knows the fonts of the tests alone, and keeps its cache in a folder. */
export function fontConfiguration(cacheFolder: string): string {
  const folders = Object.values(FONT_FILES).map((file) => `<dir>${dirname(file)}</dir>`);
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>${folders.join('')}<cachedir>${cacheFolder}</cachedir></fontconfig>
`;
}
