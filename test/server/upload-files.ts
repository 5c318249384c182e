import type { FastifyInstance } from 'fastify';
import yazl from 'yazl';
import type { UploadReceipt } from '../../contracts/api.ts';

export interface UploadedFile {
  readonly name: string;
  readonly content: string | Buffer;
}

const BOUNDARY = 'gouji-test-boundary';

/** A multipart body as a browser makes it; a name may hold anything but a quote. */
export function multipartBody(files: readonly UploadedFile[]): Buffer {
  const parts = files.flatMap(({ name, content }) => [
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\n`,
    'Content-Type: application/octet-stream\r\n\r\n',
    content,
    '\r\n',
  ]);
  return Buffer.concat([...parts, `--${BOUNDARY}--\r\n`].map((part) => Buffer.from(part)));
}

export const MULTIPART = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };

export async function upload(app: FastifyInstance, files: readonly UploadedFile[]): Promise<UploadReceipt> {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/uploads',
    headers: MULTIPART,
    payload: multipartBody(files),
  });
  if (answer.statusCode !== 202) throw new Error(`the upload was answered ${answer.statusCode}: ${answer.body}`);
  return answer.json();
}

/** A small report in plain text; the same year and agency give the same bytes. */
export const reportText = (agency: string, year = 2023): string =>
  `${agency}${year}年政府信息公开工作年度报告\n一、总体情况\n${year}年，本单位主动公开政府信息10条。\n`;

export async function zipOf(files: readonly UploadedFile[]): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const { name, content } of files) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
