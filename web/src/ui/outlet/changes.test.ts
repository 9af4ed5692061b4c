import { expect, test, vi } from 'vitest';
import type { Action } from '../../model/records.ts';
import type { Change } from '../../state/outlet.ts';

vi.stubGlobal('navigator', { languages: ['en'] });
const { settings, subject, word } = await import('./changes.ts');

const criterion = (then: string, done = false) => ({ given: '', when: '', then, done });
const action = {
  id: 'a',
  f: { status: 'committed', acceptance: [criterion('one'), criterion(''), criterion('two'), criterion('three', true)] },
} as unknown as Action;

function change(field: string, to: string): Change {
  return { action: 'a', title: 'Hold the seat', field, from: '', to, file: 'task-1.md' };
}

// E-24: criteria are counted as a file counts them, without those that say nothing.
test('what was chosen becomes fields of the action, all of one action together', () => {
  const chosen = [change('acceptance 2', 'done'), change('status', 'done'), change('acceptance 3', 'open')];
  const all = settings(chosen, (id) => (id === 'a' ? action : undefined));
  expect([...all]).toEqual([
    [
      'a',
      {
        status: 'done',
        reason: 'read back from Backlog.md',
        acceptance: [criterion('one'), criterion(''), criterion('two', true), criterion('three')],
      },
    ],
  ]);
  expect(action.f.acceptance[2]?.done).toBe(false);
});

test('what is not there (any more) is left alone', () => {
  expect(settings([change('status', 'done')], () => undefined).size).toBe(0);
  expect(settings([change('acceptance 9', 'done')], () => action).size).toBe(0);
});

test('a change is told in the board’s words', () => {
  expect(subject(change('acceptance 2', 'done'), action)).toBe('Then two');
  expect(subject(change('status', 'done'), action)).toBe('State');
  expect(word(change('status', 'done'), 'in_progress')).toBe('In progress');
  expect(word(change('acceptance 1', 'done'), 'open')).toBe('Open');
});
