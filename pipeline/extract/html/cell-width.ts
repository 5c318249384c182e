import type { Declarations } from './css/declarations.ts';
import { pixelsOf } from './css/lengths.ts';

/** Width of a box: per cent of its container, CSS pixels, or a share of what is left. */
export interface Width {
  readonly value: number;
  readonly unit: '%' | 'px' | 'share';
}

/** A length or percentage, `calc()` with one factor included; null for auto and everything else. */
export function parseWidth(text: string | undefined): Width | null {
  if (text === undefined) return null;
  const calc = /^calc\(\s*([\d.]+)(%|[a-z]+)\s*([*/])\s*([\d.]+)\s*\)$/.exec(text.trim());
  const plain = /^([\d.]+)(%|[a-z]*)$/.exec(text.trim());
  const [, amount, unit] = calc ?? plain ?? [];
  const factor = calc ? (calc[3] === '*' ? Number(calc[4]) : 1 / Number(calc[4])) : 1;
  const value = Number(amount) * factor;
  if (amount === undefined || !Number.isFinite(value) || value <= 0) return null;
  if (unit === '%') return { value, unit: '%' };
  const pixels = pixelsOf(`${value}${unit}`, { fontPx: 16, wholePx: null });
  return pixels === null ? null : { value: pixels, unit: 'px' };
}

/** Columns of a twelve- or twenty-four-column framework: col-3, col-md-3, el-col-6, layui-col-xs4. */
const FRAMEWORK_COLUMN = /(?:^|[\s-])col-(?:(?:xs|sm|md|lg|xl|xxl)-?)?(\d{1,2})(?=\s|$)/;

function parseFlex(declarations: Declarations): { basis: Width | null; grow: number | null } {
  const tokens = (declarations.get('flex')?.value ?? '').split(/\s+/).filter((token) => token !== '');
  const numbers = tokens.filter((token) => /^[\d.]+$/.test(token));
  const basis = tokens.find((token) => /[%a-z(]/.test(token));
  const grow = declarations.get('flex-grow')?.value ?? numbers[0];
  return {
    basis: parseWidth(declarations.get('flex-basis')?.value ?? basis),
    grow: grow === undefined || basis === 'auto' || basis === 'none' ? null : Number(grow),
  };
}

/** The width that styles, attributes or the class of a framework give to a cell; null where they give none. */
export function cellWidth(declarations: Declarations, attributes: Readonly<Record<string, string>>): Width | null {
  const { basis, grow } = parseFlex(declarations);
  const stated =
    basis ??
    parseWidth(declarations.get('width')?.value) ??
    parseWidth(declarations.get('min-width')?.value) ??
    parseWidth(attributes.width?.trim().toLowerCase());
  if (stated) return stated;
  if (grow !== null && grow > 0) return { value: grow, unit: 'share' };
  const share = Number(FRAMEWORK_COLUMN.exec(attributes.class ?? '')?.[1] ?? 0);
  if (share > 0) return { value: share, unit: 'share' };
  return parseWidth(declarations.get('max-width')?.value);
}
