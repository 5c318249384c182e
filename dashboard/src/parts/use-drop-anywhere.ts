import { useEffect } from 'react';
import { carriesFiles, droppedFiles } from './dropped-files.ts';
import type { Upload } from './use-upload.ts';

/**
 * Files that are dropped anywhere on the page are sent: a browser would otherwise open them in its place.
 * @param onDropped shows where the upload can be followed
 */
export function useDropAnywhere(add: Upload['add'], isAllowed: boolean, onDropped: () => void): void {
  useEffect(() => {
    const hold = (event: DragEvent): void => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      if (!carriesFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      if (!isAllowed) return;
      add(droppedFiles(event.dataTransfer));
      onDropped();
    };
    window.addEventListener('dragover', hold);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', hold);
      window.removeEventListener('drop', drop);
    };
  }, [add, isAllowed, onDropped]);
}
