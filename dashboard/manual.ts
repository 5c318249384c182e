import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Marked } from 'marked';
import type { Plugin } from 'vite';

/**
 * The manual (docs/手册) as pages beside the page, so that it can be read wherever the page can, without a network:
 * `manual/0.html` is its contents. Chapters are named by the digit that their files begin with.
 */

const PICTURES = '图';
const CHAPTER = /^(\d)-.+\.md$/;

const pageOf = (title: string, body: string): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="manual.css">
</head>
<body>
<nav><a href="0.html">勾稽使用手册</a></nav>
<main>
${body}</main>
</body>
</html>
`;

export interface Chapter {
  /** Name of its file under docs/手册. */
  readonly name: string;
  /** Name of its page under manual/. */
  readonly page: string;
  readonly text: string;
}

/** The chapters in their order. @param folder docs/手册 */
export const readChapters = (folder: string): readonly Chapter[] =>
  readdirSync(folder)
    .toSorted()
    .flatMap((name) => {
      const digit = CHAPTER.exec(name)?.[1];
      return digit === undefined
        ? []
        : [{ name, page: `${digit}.html`, text: readFileSync(join(folder, name), 'utf8') }];
    });

/** A chapter as HTML. Its links lead to the pages of other chapters and to the pictures beside them. */
export function chapterPage({ text }: Chapter, chapters: readonly Chapter[]): string {
  const pages = new Map(chapters.map(({ name, page }) => [name, page]));
  const marked = new Marked({
    walkTokens(token) {
      if (token.type === 'link') {
        const page = pages.get(decodeURI(token.href));
        if (page === undefined) throw new Error(`the manual has no chapter ${token.href}`);
        token.href = page;
      }
      if (token.type === 'image') token.href = decodeURI(token.href).replace(`${PICTURES}/`, 'pictures/');
    },
  });
  const title = /^# (.+)$/m.exec(text)?.[1] ?? '';
  return pageOf(title, marked.parse(text, { async: false }));
}

export function manualPlugin(folder: string, styles: string): Plugin {
  return {
    name: 'gouji:manual',
    apply: 'build',
    generateBundle() {
      const chapters = readChapters(folder);
      for (const chapter of chapters) {
        this.emitFile({ type: 'asset', fileName: `manual/${chapter.page}`, source: chapterPage(chapter, chapters) });
      }
      this.emitFile({ type: 'asset', fileName: 'manual/manual.css', source: readFileSync(styles, 'utf8') });
      for (const name of readdirSync(join(folder, PICTURES))) {
        const source = readFileSync(join(folder, PICTURES, name));
        this.emitFile({ type: 'asset', fileName: `manual/pictures/${name}`, source });
      }
    },
  };
}
