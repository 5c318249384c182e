import { readFile, writeFile, mkdir } from 'node:fs/promises';
import { convert } from '../pipeline/convert.ts';
import { openEngines } from '../pipeline/extract/scan/engines/engines.ts';
import { recognise } from '../pipeline/intake/intake.ts';
import { basename } from 'node:path';
const { engines, close } = openEngines('both');
const stats = new Map<string, { calls: number; lines: number; columns: number; cpu: number }>();
const wrap = (e: any) => e && ({ ...e, read: async (lines: any[], alphabet: string) => {
  const k = `${e.name} ${alphabet}`; const s = stats.get(k) ?? { calls: 0, lines: 0, columns: 0, cpu: 0 }; stats.set(k, s);
  const f = process.cpuUsage(); const out = await e.read(lines, alphabet); const u = process.cpuUsage(f);
  s.calls++; s.lines += lines.length; s.columns += lines.reduce((a, l) => a + (l.width * 48) / l.height, 0); s.cpu += u.user + u.system; return out; } });
const p = wrap(engines!.text); const t = wrap(engines!.secondText);
const wrapped = { text: p, numbers: [p, t], secondText: t };
const PAGES: Record<string, number> = { 'scan-02.pdf': 5, 'scan-06.pdf': 6, 'scan-11.jpg': 4, 'scan-12.png': 3 };
// warm
const args = process.argv.slice(2); const out = args[0] === '--out' ? args.splice(0, 2)[1]! : null;
if (out) await mkdir(out, { recursive: true });
const start = process.cpuUsage(); let pages = 0;
for (const [i, path] of args.entries()) {
  const r = await recognise(basename(path), { bytes: new Uint8Array(await readFile(path)) });
  if (r.kind !== 'document') throw new Error(path);
  const from = process.cpuUsage(); const at = performance.now();
  const o = await convert(r.source, wrapped as any) as any;
  const u = process.cpuUsage(from); const n = PAGES[basename(path)] ?? o.source?.pages ?? 4; pages += n;
  if (out) await writeFile(`${out}/${basename(path)}.json`, JSON.stringify(o));
  console.log(basename(path), 'cpu', ((u.user + u.system) / 1e6).toFixed(2), 'wall', ((performance.now() - at) / 1e3).toFixed(2), 'a page', ((u.user + u.system) / 1e6 / n).toFixed(2));
}
const u = process.cpuUsage(start);
console.log('total cpu', ((u.user + u.system) / 1e6).toFixed(2), 'pages', pages, 'a page', ((u.user + u.system) / 1e6 / pages).toFixed(2), 'rss MB', (process.resourceUsage().maxRSS / 1024).toFixed(0));
for (const [k, s] of stats) console.log(k, s.calls, 'calls', s.lines, 'lines', Math.round(s.columns), 'columns', (s.cpu / 1e6).toFixed(2), 's', (s.cpu / s.columns).toFixed(0), 'us/col', (s.cpu / s.lines / 1000).toFixed(1), 'ms/line', (s.cpu/1e6/pages).toFixed(3), 's/page');
await close();
