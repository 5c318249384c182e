import type { Store } from '../store/store.ts';
import type { Traces } from '../workers/tracing.ts';

/** The store, telling the traces of each document that came in by whatever door. */
export const tracedReceiving = (store: Store, traces: Traces): Store => ({
  ...store,
  receive: async (files, sender, viewer, uploadId) => {
    const writes = Date.now();
    const items = await store.receive(files, sender, viewer, uploadId);
    const upload = uploadId === undefined ? null : await store.uploads.find(uploadId);
    const from = upload === null ? writes : Date.parse(upload.receivedAt);
    for (const { id, batchId, state, format, bytes } of items) {
      if (state !== 'received') continue;
      traces.intake(id, from, {
        'document.id': id,
        'upload.id': batchId,
        'document.bytes': bytes,
        'document.format': format ?? '',
      });
    }
    return items;
  },
});
