import { expect, test, vi } from 'vitest';

vi.stubGlobal('navigator', { languages: ['en'] });
const { dayOf, moved, overdue, past, whole } = await import('./dates.ts');

test('a due date that moved says from when and by how many days (B-72)', () => {
  expect(moved('2027-03-05', '2027-03-06', String)).toBe('First due 2027-03-05: moved 1 day later');
  expect(moved('2027-03-05', '2027-02-28', String)).toBe('First due 2027-03-05: moved 5 days earlier');
  // A clock that was changed in between makes no half days.
  expect(moved('2027-03-27', '2027-03-29', String)).toContain('2 days later');
  for (const [from, to] of [
    ['', '2027-03-05'],
    ['2027-03-05', ''],
    ['2027-03-05', '2027-03-05'],
  ] as const)
    // prettier-ignore
    expect(moved(from, to, String)).toBe('');
});

test('overdue is what was due before today and is not over', () => {
  const due = '2027-03-05';
  expect(overdue({ due, status: 'committed' }, '2027-03-06')).toBe(true);
  expect(overdue({ due, status: 'reopened' }, '2027-03-06')).toBe(true);
  expect(overdue({ due, status: 'committed' }, '2027-03-05')).toBe(false);
  for (const status of ['done', 'verified', 'declined', 'parked'])
    expect(overdue({ due, status }, '2027-03-06')).toBe(false);
  expect(overdue({ due: '', status: 'committed' }, '2027-03-06')).toBe(false);
});

test('a chosen day that is over is said, and not while its year is being typed', () => {
  const today = dayOf(new Date(2027, 2, 5, 0, 30).getTime());
  expect(today).toBe('2027-03-05');
  expect(past('2027-03-04', today)).not.toBe('');
  for (const due of ['', '2027-03-05', '0002-03-04', '0202-03-04']) expect(past(due, today)).toBe('');
  expect([whole('0202-03-04'), whole(''), whole('2027-03-04')]).toEqual([false, false, true]);
});
