import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { antStyles, usedComponents } from '../../dashboard/ant-styles.ts';
import { servePage } from '../../server/page.ts';

const SCRIPT_BYTES_MOST = 1_500_000;

let folder = '';
let html = '';
let files: readonly string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-page-'));
  // As it is sent out: a test's environment would build in what React says to developers.
  vi.stubEnv('NODE_ENV', 'production');
  await build({
    configFile: 'dashboard/vite.config.ts',
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  });
  html = await readFile(join(folder, 'index.html'), 'utf8');
  files = await readdir(folder, { recursive: true });
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

describe('the built page', () => {
  it('has no script or style inside its HTML, which the policy of the server would refuse', () => {
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/i);
    for (const [, attributes, content] of html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)) {
      expect(attributes).toMatch(/\ssrc="\/assets\//);
      expect(content).toBe('');
    }
  });

  it('loads nothing from another host', async () => {
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    for (const name of files.filter((file) => file.endsWith('.css'))) {
      expect(await readFile(join(folder, name), 'utf8')).not.toMatch(/@import|url\(/);
    }
  });

  it('lies there compressed as well, and is sent so to whoever takes it', async () => {
    const script = files.find((name) => name.endsWith('.js') && !name.includes('worker')) ?? '';
    expect(files).toContain(`${script}.br`);
    const whole = (await stat(join(folder, script))).size;
    expect((await stat(join(folder, `${script}.br`))).size).toBeLessThan(whole / 2);
    const app = Fastify();
    await servePage(app, folder);
    const ask = (encoding: string) => app.inject({ url: `/${script}`, headers: { 'accept-encoding': encoding } });
    const sent = await Promise.all(['br', 'gzip', 'identity'].map(ask));
    expect(sent.map(({ headers }) => headers['content-encoding'])).toEqual(['br', 'gzip', undefined]);
    expect(sent.map(({ headers }) => headers['cache-control'])).toEqual(
      Array(3).fill(sent[2]?.headers['cache-control']),
    );
    expect(sent.every(({ headers }) => String(headers['content-type']).includes('javascript'))).toBe(true);
    await app.close();
  });

  it('that is missing is said in words to a browser, with a code to a program', async () => {
    const app = Fastify();
    await servePage(app, join(folder, 'nowhere'));
    const inBrowser = await app.inject({ url: '/', headers: { accept: 'text/html' } });
    expect([inBrowser.statusCode, inBrowser.body]).toEqual([503, expect.stringContaining('npm run build:dashboard')]);
    expect((await app.inject({ url: '/', headers: { accept: 'application/json' } })).json().code).toBe('page-missing');
    await app.close();
  });

  it('is small enough', async () => {
    const sizes = await Promise.all(
      files.filter((name) => name.endsWith('.js')).map(async (name) => (await stat(join(folder, name))).size),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(SCRIPT_BYTES_MOST);
  });

  it('has the styles of every component of Ant Design that it uses, and the values of our theme', async () => {
    const components = usedComponents('dashboard/src');
    expect(components).toContain('Button');
    const styles = antStyles(components);
    for (const rule of [
      '.ant-btn',
      '.ant-input',
      '.ant-select',
      '.ant-select-dropdown',
      '.ant-tabs',
      '.ant-pagination',
    ]) {
      expect(styles).toContain(rule);
    }
    expect(styles).toMatch(/\.gouji\{[^}]*--ant-color-primary:#1c567d/);
  });

  it('refuses a component that Ant Design does not have', () => {
    expect(() => antStyles(['Nonesuch'])).toThrow('antd has no component Nonesuch');
  });
});
