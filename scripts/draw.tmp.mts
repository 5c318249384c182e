import { readFileSync } from 'node:fs';
import { drawSheets, viewOf, loadDrawing } from '../pipeline/paper/paper.ts';
const f = process.argv[2]!;
let t = performance.now(); const lap = (w: string) => { const n = performance.now(); console.log(w, (n - t).toFixed(0)); t = n; };
await loadDrawing(); lap('load');
const source: any = { fileName: '', format: /\.pdf$/.test(f) ? 'pdf' : 'image', mediaType: '', sha256: '', bytes: readFileSync(f) };
for (let k=0;k<2;k++) await drawSheets(source, { pages: [1, 2, 3, 4], dpi: 110, turned: [] }, () => lap('sizes'), (s) => lap(`page ${s.page} ${s.webp.length}`));
