/** Loaded for what it does (open-document.ts). */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs';
