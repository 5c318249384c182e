import { useRef } from 'react';
import { UPLOAD_WORDS } from '../words/upload.ts';
import { chosenFiles } from './dropped-files.ts';
import { TrayIcon } from './icons.tsx';
import type { Upload } from './use-upload.ts';

/** Files can be sent from every page, by hand or by dropping them. */
export function UploadButton({ upload, onChosen }: { readonly upload: Upload; readonly onChosen: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="top-upload" title={UPLOAD_WORDS.anywhere} onClick={() => input.current?.click()}>
        <TrayIcon />
        <span>{UPLOAD_WORDS.button}</span>
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid="files"
        onChange={({ currentTarget }) => {
          if (currentTarget.files !== null && currentTarget.files.length > 0) {
            upload.add(Promise.resolve(chosenFiles(currentTarget.files)));
            onChosen();
          }
          currentTarget.value = '';
        }}
      />
    </>
  );
}
