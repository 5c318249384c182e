/** The document of the frame in which a paper without pages is shown, and how it tells places and what is lit up. */

/** Ours come last, so that no style of a foreign page hides what is lit up. */
const STYLES = `
[data-lit]{outline:2px solid #1c567d!important;outline-offset:1px;background-color:#cfe3f1!important;
  visibility:visible!important;opacity:1!important}
[data-lit="hover"]{outline-style:dashed!important;background-color:#e8f0f5!important}
[data-lit~="near"]{outline-color:#c98a1e!important;outline-style:dotted!important}
[data-revealed]{display:revert!important;visibility:visible!important;opacity:1!important;
  outline:1px dashed #c98a1e;outline-offset:2px}
[data-field]{border:1px solid #8a97a1;padding:0 3px}
[data-missing]:not(:empty){display:inline-block;border:1px dashed #8a97a1;padding:2px 6px;color:#55636e}
`;

const PAGE_STYLES: Readonly<Record<FramedPaper['format'], string>> = {
  html: 'html{background:#fff}',
  // a sheet shows its lines on the screen where it prints none
  workbook:
    'html{background:#fff}body{padding:16px}table{border-collapse:collapse}td{border:1px solid #dde3e7;padding:2px 6px}',
  docx: `html{background:#fff}body{margin:0 auto;max-width:820px;padding:32px 48px;box-sizing:border-box;
  font:15px/1.7 "Songti SC","SimSun","Noto Serif CJK SC",serif}
table{border-collapse:collapse;margin:12px 0;width:100%}td,th{border:1px solid #444;padding:2px 6px;vertical-align:middle}
td p,th p{margin:0}img{max-width:100%}p{margin:6px 0}
ol,ul{list-style:none;padding-left:0}[data-number]::before{content:attr(data-number);color:#55636e}`,
  ofd: `html{background:#e8ebed}body{margin:0;padding:16px}div{margin:0 auto 16px;max-width:820px;background:#fff}
svg{display:block;width:100%;font-family:"Songti SC","SimSun","Noto Serif CJK SC",serif}
line{stroke:#222}rect{fill:#f1f3f4;stroke:#8a97a1;stroke-dasharray:4 3}`,
  text: `html{background:#fff}body{margin:0;padding:24px 32px}
pre{margin:0;font:14px/1.6 "Noto Sans Mono CJK SC","SimSun",monospace;white-space:pre;tab-size:8}`,
};

export interface FramedPaper {
  readonly format: 'docx' | 'html' | 'text' | 'ofd' | 'workbook';
  /** Sanitised markup. */
  readonly body: string;
  /** Sanitised style sheets of the document itself. */
  readonly styles: string;
}

/** A whole document without script. */
export const framed = ({ format, body, styles }: FramedPaper): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>原件</title><style>${PAGE_STYLES[format]}</style>${
    styles === '' ? '' : `<style>${styles}</style>`
  }<style>${STYLES}</style></head><body>${body}</body></html>`;
