import { expect, test } from 'vitest';
import type { Zone } from '../../model/records.ts';
import { beside, cellOf, gridOf, stepTo } from './grid.ts';

const zone = (id: string, f: Partial<Zone['f']>): Zone => ({ id, type: 'zone', f: { prompt: '', ...f } }) as Zone;
const column = (id: string): Zone => zone(id, { kind: 'column', title: id, column: '' });
const cell = (of: string, title: string): Zone => zone(`${of} ${title}`, { kind: 'notes', title, column: of });

const zones = [
  column('Discover'),
  cell('Discover', 'Doing'),
  cell('Discover', 'Pain'),
  column('Use'),
  cell('Use', 'Doing'),
  cell('Use', 'Channel'),
  zone('tray', { kind: 'notes', title: 'Tray', column: '' }),
];

test('columns head the cells that name them; rows are met by their titles; the rest stands apart', () => {
  const grid = gridOf(zones);
  expect(grid.columns.map(({ id }) => id)).toEqual(['Discover', 'Use']);
  expect(grid.rows.map(({ title }) => title)).toEqual(['Doing', 'Pain', 'Channel']);
  expect(grid.loose.map(({ id }) => id)).toEqual(['tray']);
  expect(cellOf(zones, 'Use', 'Pain')).toBeUndefined();
});

test('a cell whose column was deleted is not lost', () => {
  expect(gridOf(zones.filter(({ id }) => id !== 'Use')).loose).toHaveLength(3);
});

test('going to another column stays in the row, where it has that', () => {
  expect(beside(zones, cell('Discover', 'Doing'), 'Use')?.id).toBe('Use Doing');
  expect(beside(zones, cell('Discover', 'Pain'), 'Use')?.id).toBe('Use Doing');
  expect(beside(zones, undefined, 'Discover')?.id).toBe('Discover Doing');
});

test('a column moves by one place, and not over the edge', () => {
  const columns = ['a', 'b', 'c'].map(column);
  expect([stepTo(columns, 'b', -1), stepTo(columns, 'a', 1), stepTo(columns, 'b', 1)]).toEqual(['a', 'c', null]);
  expect([stepTo(columns, 'a', -1), stepTo(columns, 'c', 1), stepTo(columns, 'x', 1)]).toEqual(
    Array(3).fill(undefined),
  );
});
