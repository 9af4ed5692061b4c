import { expect, test } from 'vitest';
import type { StepsRow } from './device.ts';
import { Steps } from './steps.ts';

test('once closed, nothing that can be taken back is written any more', () => {
  const rows: StepsRow[] = [];
  const due: (() => void)[] = [];
  const device = {
    steps: () => Promise.resolve(undefined),
    keepSteps: (row: StepsRow) => {
      rows.push(row);
      return Promise.resolve();
    },
  };
  const clock = {
    now: () => 0,
    after: (_: number, act: () => void) => {
      due.push(act);
      return () => void due.splice(due.indexOf(act), 1);
    },
  };
  const tab = { getItem: () => null, setItem: () => undefined };
  const keep = (): Pick<StepsRow, 'member' | 'history'> => ({
    member: 'me',
    history: { undo: [], redo: [], texts: {} },
  });
  const steps = new Steps(device, tab, clock, 'board', 'pair');
  steps.changed(1, keep);
  for (const act of [...due]) act();
  expect(rows).toHaveLength(1);
  steps.changed(2, keep);
  steps.close();
  expect(due).toEqual([]);
  steps.changed(3, keep); // a refusal of what was not sent changes the chains
  steps.flush(keep);
  expect(due).toEqual([]);
  expect(rows).toHaveLength(1);
});
