import { escapeHtml } from '../../pipeline/wording/escape-html.ts';
import { visibleLine } from '../../pipeline/wording/visible-line.ts';
import type { Block, WrittenDocument } from './document.ts';
import { htmlPage, tableHtml } from './form-html.ts';

const escaped = (text: string): string => escapeHtml(visibleLine(text));

/** A report as a page by itself, to be published or printed: no scripts, nothing loaded, every text dead. */
export const reportHtml = ({ title, blocks, signature }: WrittenDocument): string =>
  htmlPage(
    title,
    [...blocks.map(blockHtml), ...(signature === null ? [] : [signature.office ?? '', signature.day].map(signed))].join(
      '\n',
    ),
  );

const signed = (text: string): string => `<p class="signed">${escaped(text)}</p>`;

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h2>${escaped(block.text)}</h2>`;
    case 'paragraph':
    case 'note':
      return `<p class="${block.kind}">${escaped(block.text)}</p>`;
    case 'form':
      return block.form.tables.map(tableHtml).join('\n');
    // reports have neither lists nor charts
    case 'table':
    case 'bars':
      throw new Error(`a report has no ${block.kind}`);
    default:
      return block satisfies never;
  }
}
