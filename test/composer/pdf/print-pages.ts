import { createHash } from 'node:crypto';
import type { Browser } from 'playwright-core';
import type { Source } from '../../../pipeline/contracts/document.ts';
import { openChromium } from '../../chromium.ts';
import { type Composed, compose, type Recipe } from '../compose.ts';

/** How a web page is printed: a style sheet on top of the page's own, and what the printing asks for. */
interface PrintStyle {
  readonly name: string;
  readonly css: string;
  readonly landscape?: boolean;
  readonly scale?: number;
  /** Date, title, address and page numbers in the margins. */
  readonly margins?: boolean;
}

const BORDERS = 'table{border-collapse:collapse;width:100%}td,th{border:0.5pt solid #000;padding:1pt 3pt}';
const BASE = `body{font:10.5pt "Noto Serif SC";line-height:1.5}${BORDERS}`;
const bare = (border: string): string => `td,th,table{border:none !important}${border}`;

/** Ways in which reports are printed from a browser or an office program that prints by one. */
export const PRINT_STYLES: readonly PrintStyle[] = [
  { name: 'borders', css: BASE },
  { name: 'margins of the browser', css: BASE, margins: true },
  { name: 'landscape', css: BASE, landscape: true },
  { name: 'scaled down', css: BASE, scale: 0.6 },
  { name: 'large print', css: `${BASE}body{font-size:15pt}` },
  { name: 'separate borders', css: `${BASE}table{border-collapse:separate !important;border-spacing:2pt}` },
  { name: 'double borders', css: `${BASE}td,th{border:3px double #000 !important}` },
  { name: 'dashed borders', css: `${BASE}td,th{border:1px dashed #000 !important}` },
  { name: 'dotted borders', css: `${BASE}td,th{border:1px dotted #000 !important}` },
  { name: 'hair lines in grey', css: `${BASE}td,th{border:0.25pt solid #bbb !important}` },
  { name: 'lines below rows', css: `${BASE}${bare('td,th{border-bottom:0.5pt solid #000 !important}')}` },
  { name: 'no lines', css: `${BASE}${bare('')}` },
  { name: 'striped rows', css: `${BASE}${bare('tr:nth-child(odd) td{background:#e4e4e4}')}` },
  {
    name: 'white on dark gaps',
    css: `${BASE}${bare('table{background:#333;border-collapse:separate !important;border-spacing:1px}td,th{background:#fff}')}`,
  },
  { name: 'letters apart', css: `${BASE}td{letter-spacing:0.2em}` },
  { name: 'numbers to the right', css: `${BASE}td{text-align:right}` },
  { name: 'narrow columns', css: `${BASE}table{table-layout:fixed}td{word-break:break-all}` },
  { name: 'labels written downwards', css: `${BASE}td[rowspan]{writing-mode:vertical-rl;text-orientation:upright}` },
  { name: 'bold by shadow', css: `${BASE}td{text-shadow:0.3px 0 #000}` },
  {
    name: 'a watermark',
    css: `${BASE}body::before{content:"内部资料 2025";position:fixed;top:40%;left:10%;font-size:60pt;transform:rotate(-30deg);opacity:.2;z-index:9}`,
  },
  { name: 'rows kept whole', css: `${BASE}tr{break-inside:avoid}` },
  { name: 'rows torn', css: `${BASE}@page{size:180mm 110mm;margin:8mm}` },
];

export type Print = (recipe: Recipe, style: PrintStyle) => Promise<Composed>;

async function printHtml(browser: Browser, html: string, style: PrintStyle): Promise<Buffer> {
  const page = await browser.newPage();
  try {
    await page.setContent(html);
    await page.addStyleTag({ content: style.css });
    return await page.pdf({
      format: 'A4',
      preferCSSPageSize: true,
      landscape: style.landscape ?? false,
      scale: style.scale ?? 1,
      displayHeaderFooter: style.margins ?? false,
      margin: { top: '15mm', bottom: '15mm', left: '15mm', right: '15mm' },
    });
  } finally {
    await page.close();
  }
}

/** A PDF of no file that a reader opens. */
export function pdfSource(bytes: Uint8Array): Source {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { fileName: 'printed.pdf', format: 'pdf', mediaType: 'application/pdf', bytes, sha256 };
}

async function printed(browser: Browser, recipe: Recipe, style: PrintStyle): Promise<Composed> {
  const composed = await compose({ ...recipe, format: 'html' });
  const html = Buffer.from(composed.source.bytes).toString('utf8');
  return { ...composed, source: pdfSource(await printHtml(browser, html, style)) };
}

/** Prints one web page with plain borders. */
export async function printPlain(html: string): Promise<Buffer> {
  const browser = await openChromium();
  try {
    return await printHtml(browser, html, PRINT_STYLES[0]!);
  } finally {
    await browser.close();
  }
}

/** Opens the Chromium of the system for the time of `use`, which prints composed web pages with it. */
export async function withPrinter<T>(use: (print: Print) => Promise<T>): Promise<T> {
  const browser = await openChromium();
  try {
    return await use((recipe, style) => printed(browser, recipe, style));
  } finally {
    await browser.close();
  }
}
