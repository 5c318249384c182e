import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { antStylesPlugin } from './ant-styles.ts';
import { compressedPlugin } from './compressed.ts';
import { manualPlugin } from './manual.ts';

/** `npm run build:dashboard` writes dashboard/dist: static files for the Fastify server, nothing from any other host. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    react(),
    antStylesPlugin(join(import.meta.dirname, 'src')),
    manualPlugin(join(import.meta.dirname, '../docs/手册'), join(import.meta.dirname, 'manual.css')),
    compressedPlugin(),
  ],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // Everything the page needs is a file of its own: the policy of the server lets no data: script or style in.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
});
