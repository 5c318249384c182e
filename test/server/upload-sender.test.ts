import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { watchSender } from '../../server/upload-sender.ts';

const never = () => new Promise<never>(() => {});

it('an upload of which nothing comes ends', async () => {
  const sender = watchSender({ raw: new IncomingMessage(new Socket()) }, 10);
  await expect(sender.wait(never())).rejects.toMatchObject({ code: 'upload-idle' });
});

it('an upload whose sender went away before anybody read it is cut', async () => {
  const raw = new IncomingMessage(new Socket());
  raw.destroy();
  await new Promise((resolve) => raw.once('close', resolve));
  await expect(watchSender({ raw }).wait(never())).rejects.toMatchObject({ code: 'upload-cut' });
});
