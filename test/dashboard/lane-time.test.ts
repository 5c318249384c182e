import { expect, it } from 'vitest';
import { laneTimeWords } from '../../dashboard/src/pages/queue/lane-time.ts';

it('does not say of a lane with held files that no file waits', () => {
  expect(laneTimeWords({ secondsToGo: { from: 0, to: 0 }, held: 0 })).toBe('没有等待的文件');
  expect(laneTimeWords({ secondsToGo: { from: 0, to: 0 }, held: 3 })).toBe('等待的文件都已暂停');
});
