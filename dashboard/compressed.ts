import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** What gains by it; pictures are small and compressed already. */
const TEXTS = /\.(?:js|css|svg|html)$/;

/** Lays a compressed form beside each file of the built page, once, so that the server need not do so for each visit. */
export function compressedPlugin(): Plugin {
  let folder = '';
  return {
    name: 'gouji:compressed',
    apply: 'build',
    writeBundle({ dir = '' }) {
      folder = dir;
    },
    closeBundle() {
      if (folder === '') return;
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!TEXTS.test(name)) continue;
        const bytes = readFileSync(join(folder, name));
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes));
        writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
      }
    },
  };
}
