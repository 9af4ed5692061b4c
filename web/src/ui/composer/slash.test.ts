import { describe, expect, test } from 'vitest';
import { begunIn, exactly, matching, plain, without, type Command } from './slash.ts';

const commands: readonly Command<string>[] = [
  { name: 'Says', names: ['says'], does: 'says' },
  { name: 'Fühlt', names: [plain('Fühlt'), 'feels'], does: 'feels' },
  { name: 'Pains and fears', names: [plain('Pains and fears')], does: 'pains' },
];
const none: ReadonlySet<string> = new Set();

describe('a command stands at the start of a line', () => {
  test.each<[string, string, string | undefined]>([
    ['alone', '/|', ''],
    ['begun', '/sa|', 'sa'],
    ['with words behind it', '/sa The queue|', 'sa'],
    ['in a later line', 'one\n/fe|', 'fe'],
    ['the line of the caret first', '/a x\n/b|', 'b'],
    ['not within a line', 'and/or|', undefined],
    ['not a path', '/etc/hosts is|', undefined],
    ['not a slash with words behind a space', '/ x|', undefined],
    ['with a letter that has a mark', '/fü|', 'fü'],
  ])('%s', (_, marked, typed) => {
    expect(begunIn(marked.replace('|', ''), marked.indexOf('|'), none)?.typed).toBe(typed);
  });

  test('not what is meant as it stands', () => {
    expect(begunIn('/sa', 3, new Set(['sa']))).toBeUndefined();
  });
});

test('it is found by how it begins, by any of its words, with or without marks', () => {
  const names = (typed: string) => matching(commands, typed).map(({ does }) => does);
  expect([names(''), names('s'), names('fu'), names('FEE'), names('fears'), names('x')]).toEqual([
    ['says', 'feels', 'pains'],
    ['says'],
    ['feels'],
    ['feels'],
    ['pains'],
    [],
  ]);
});

test('in full it is chosen by a space', () => {
  expect(exactly(commands, 'says')?.does).toBe('says');
  expect(exactly(commands, 'pains-and-fears')?.does).toBe('pains');
  expect(exactly(commands, 'say')).toBeUndefined();
});

test('it goes with the space behind it', () => {
  expect(without('one\n/sa two', { at: 4, typed: 'sa' })).toBe('one\ntwo');
  expect(without('/sa', { at: 0, typed: 'sa' })).toBe('');
});
