import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCache, extractStyle, StyleProvider } from '@ant-design/cssinjs';
import * as antd from 'antd';
import { type ComponentType, createElement } from 'react';
import { renderToString } from 'react-dom/server';
import type { Plugin } from 'vite';
import { THEME } from './src/theme.ts';

const VIRTUAL_ID = 'virtual:ant-styles.css';
const IMPORT = /import\s*\{([^}]*)\}\s*from\s*'antd'/g;

/** Props without which a component draws nothing, or leaves out a part whose styles the page needs. */
const PROPS: Readonly<Record<string, object>> = {
  Pagination: { total: 1000, showSizeChanger: true },
  Select: { options: [{ value: 'a', label: 'a' }], open: true },
  Tabs: { items: [{ key: 'a', label: 'a', children: 'a' }] },
  Tooltip: { title: 'a', open: true, children: createElement('span') },
};

/** Names of the components that the sources under `folder` import from antd. */
export function usedComponents(folder: string): readonly string[] {
  const names = new Set<string>();
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(entry)) continue;
    for (const [, list] of readFileSync(join(folder, entry), 'utf8').matchAll(IMPORT)) {
      for (const item of (list ?? '').split(',').map((part) => part.trim())) {
        if (item !== '' && !item.startsWith('type ')) names.add(item);
      }
    }
  }
  return [...names].toSorted();
}

/** The style sheet of the named Ant Design components in our theme. */
export function antStyles(names: readonly string[]): string {
  const components: Readonly<Record<string, unknown>> = { ...antd };
  const cache = createCache();
  const drawn = names
    .filter((name) => name !== 'ConfigProvider')
    .map((name) => {
      const component = components[name];
      if (component === undefined) throw new Error(`antd has no component ${name}`);
      return createElement(component as ComponentType<object>, { key: name, ...PROPS[name] });
    });
  renderToString(
    createElement(
      StyleProvider,
      { cache },
      createElement(antd.ConfigProvider, { theme: { ...THEME, zeroRuntime: false } }, ...drawn),
    ),
  );
  return extractStyle(cache, { plain: true });
}

/** Gives `virtual:ant-styles.css`, so that the browser gets Ant Design's styles as a file and no script writes any. */
export function antStylesPlugin(sourceFolder: string): Plugin {
  return {
    name: 'gouji-ant-styles',
    resolveId: (id) => (id === VIRTUAL_ID ? `\0${VIRTUAL_ID}` : null),
    load: (id) => (id === `\0${VIRTUAL_ID}` ? antStyles(usedComponents(sourceFolder)) : null),
  };
}
