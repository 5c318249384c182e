import { UNWRAP_LIMITS } from '../../config/limits/unwrap.ts';
import { type Members, memberName, openMembers } from '../zip/members.ts';
import { followXml } from './follow-xml.ts';

interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly member: string;
}

/**
 * What a workbook holds and does not show: of a hidden sheet all of it, of the others their hidden rows and columns. One
 * text each, rows on lines, cells set apart by tabs; numbers as they are kept.
 * @source ECMA-376 part 1, 18.2.19, 18.3.1.13 and 18.3.1.73
 * @throws ConversionError corrupt, encrypted, xml-forbidden, too-complex
 */
export async function hiddenInWorkbook(workbook: Uint8Array): Promise<readonly string[]> {
  const members = await openMembers(workbook);
  const sheets = await sheetsOf(members);
  const strings = await stringsOf(members);
  const found: string[] = [];
  for (const { name, isHidden, member } of sheets.slice(0, UNWRAP_LIMITS.sheets)) {
    const xml = await members.bytes(member);
    const rows = xml === null ? [] : hiddenRows(xml, strings, isHidden);
    if (rows.length > 0) found.push([...(isHidden ? [name] : []), ...rows].join('\n'));
  }
  return found;
}

async function sheetsOf(members: Members): Promise<readonly Sheet[]> {
  const targets = new Map<string, string>();
  const relationships = await members.bytes('xl/_rels/workbook.xml.rels');
  if (relationships !== null) {
    followXml(relationships, {
      open: (name, { Id = '', Target = '' }) => {
        if (name === 'Relationship') targets.set(Id, memberName(Target, 'xl/'));
      },
    });
  }
  const sheets: Sheet[] = [];
  const workbook = await members.bytes('xl/workbook.xml');
  if (workbook !== null) {
    followXml(workbook, {
      open: (element, { name = '', state = 'visible', id = '' }) => {
        if (element === 'sheet') sheets.push({ name, isHidden: state !== 'visible', member: targets.get(id) ?? '' });
      },
    });
  }
  return sheets;
}

/** The texts that cells name by their number; how they are pronounced is no part of them. */
async function stringsOf(members: Members): Promise<readonly string[]> {
  const strings: string[] = [];
  const xml = await members.bytes('xl/sharedStrings.xml');
  if (xml === null) return strings;
  let text = '';
  let isText = false;
  let pronounced = 0;
  followXml(xml, {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') pronounced++;
      isText = name === 't' && pronounced === 0;
    },
    text: (characters) => {
      if (isText) text += characters;
    },
    close: (name) => {
      if (name === 'si') strings.push(text);
      if (name === 'rPh') pronounced--;
      isText = false;
    },
  });
  return strings;
}

const isOn = (value: string | undefined): boolean => value === '1' || value === 'true';
/** Rows and columns of no height or width are not seen either. */
const isNought = (value: string | undefined): boolean => value !== undefined && Number(value) === 0;

/** The number of a column by its letters, counted from 1. */
const columnOf = (reference: string): number =>
  [...(/^[A-Z]+/i.exec(reference)?.[0] ?? '').toUpperCase()].reduce((sum, c) => sum * 26 + c.charCodeAt(0) - 64, 0);

/** The rows of a sheet with the texts of their cells that nobody sees. */
function hiddenRows(xml: Uint8Array, strings: readonly string[], all: boolean): readonly string[] {
  const rows: string[] = [];
  const hiddenColumns: (readonly [from: number, to: number])[] = [];
  let cells: string[] = [];
  let isRowHidden = false;
  let isCellHidden = false;
  let isNumber = false;
  let isText = false;
  let value = '';
  let size = 0;
  followXml(xml, {
    open: (name, attributes) => {
      if (name === 'col' && (isOn(attributes.hidden) || isNought(attributes.width)))
        hiddenColumns.push([Number(attributes.min), Number(attributes.max)]);
      if (name === 'row') {
        isRowHidden = all || isOn(attributes.hidden) || isNought(attributes.ht);
        cells = [];
      }
      if (name === 'c') {
        const column = columnOf(attributes.r ?? '');
        isCellHidden = isRowHidden || hiddenColumns.some(([from, to]) => column >= from && column <= to);
        isNumber = attributes.t === 's';
        value = '';
      }
      isText = name === 'v' || name === 't';
    },
    text: (characters) => {
      if (isText && isCellHidden) value += characters;
    },
    close: (name) => {
      isText = false;
      if (name === 'c' && isCellHidden) {
        const text = (isNumber ? (strings[Number(value)] ?? '') : value).trim();
        if (text !== '') cells.push(text);
      }
      if (name !== 'row' || cells.length === 0) return;
      const row = cells.join('\t');
      size += row.length;
      if (size <= UNWRAP_LIMITS.hiddenCharacters) rows.push(row);
    },
  });
  return rows;
}
