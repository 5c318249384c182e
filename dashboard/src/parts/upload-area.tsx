import { Button } from 'antd';
import { type DragEvent, useRef, useState } from 'react';
import { UPLOAD_WORDS } from '../words/upload.ts';
import { carriesFiles, chosenFiles, droppedFiles } from './dropped-files.ts';
import { FileIcon, FolderIcon, TrayIcon } from './icons.tsx';
import { UploadReceipt } from './upload-receipt.tsx';
import type { Upload } from './use-upload.ts';

/** Every browser knows this attribute, the types of React do not. */
const WHOLE_FOLDER = { webkitdirectory: '' };

/** Where files come in: dropped anywhere on the page, or chosen one by one or by the folder. */
export function UploadArea({ upload }: { readonly upload: Upload }) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  const choose = (input: HTMLInputElement): void => {
    if (input.files !== null && input.files.length > 0) upload.add(Promise.resolve(chosenFiles(input.files)));
    input.value = '';
  };
  const drop = (event: DragEvent): void => {
    setOver(false);
    if (!carriesFiles(event)) return;
    event.preventDefault();
    // The window takes what misses the area (use-drop-anywhere.ts).
    event.stopPropagation();
    upload.add(droppedFiles(event.dataTransfer));
  };

  return (
    <section className="upload" aria-label={UPLOAD_WORDS.title}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is the way of the mouse; the buttons inside are the way of the keyboard */}
      <div
        className={over ? 'drop drop-over' : 'drop'}
        onDragEnter={(event) => setOver(carriesFiles(event))}
        onDragOver={(event) => setOver(carriesFiles(event))}
        onDragLeave={(event) => {
          if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)))
            setOver(false);
        }}
        onDrop={drop}
      >
        <span className="drop-mark" aria-hidden="true">
          <TrayIcon />
        </span>
        <p>
          <strong>{over ? UPLOAD_WORDS.dropNow : UPLOAD_WORDS.drop}</strong>
          <span>{UPLOAD_WORDS.kinds}</span>
        </p>
        <div className="drop-buttons">
          <Button type="primary" icon={<FileIcon />} onClick={() => files.current?.click()}>
            {UPLOAD_WORDS.files}
          </Button>
          <Button icon={<FolderIcon />} onClick={() => folder.current?.click()}>
            {UPLOAD_WORDS.folder}
          </Button>
        </div>
        <input
          ref={files}
          type="file"
          multiple
          hidden
          data-testid="files-here"
          onChange={(event) => choose(event.currentTarget)}
        />
        <input
          ref={folder}
          {...WHOLE_FOLDER}
          type="file"
          multiple
          hidden
          data-testid="folder"
          onChange={(event) => choose(event.currentTarget)}
        />
      </div>
      {upload.run !== null && <UploadReceipt run={upload.run} upload={upload} />}
    </section>
  );
}
