import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { delimiterOf, even, readCsv, type Line } from './csv.ts';

const file = join(import.meta.dirname, '../../../../export/intake/testdata/csv.json');
const cases = JSON.parse(readFileSync(file, 'utf8')) as { name: string; text: string; lines: Line[] }[];

test.each(cases)('as the server splits it: $name', ({ text, lines }) => {
  const all = even(text);
  expect(readCsv(all, delimiterOf(all), 100).lines).toEqual(lines);
});

test('of quotes that are never closed each spoils its line, within the time a test has', () => {
  const text = 'a,b\n' + '"open,x\n'.repeat(50_000);
  const { lines } = readCsv(text, ',', 3000);
  expect(lines).toHaveLength(3000);
});

test('whatever cells hold, they come back as they were written (seeded)', () => {
  const random = seeded(20261122);
  const alphabet = ['"', ',', '\n', 'a', ' ', '=', '👍', 'ש', '<', ';', '\t', "'"];
  for (let i = 0; i < 500; i++) {
    const rows = Array.from({ length: 1 + random(4) }, () =>
      Array.from(
        { length: 3 },
        () => `x${Array.from({ length: random(6) }, () => alphabet[random(alphabet.length)]).join('')}`,
      ),
    );
    const text = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');
    expect(
      readCsv(text, ',', 100).lines.map(({ cells }) => cells),
      JSON.stringify(text),
    ).toEqual(rows);
  }
});

/** Numbers below `n` that are the same every time. */
function seeded(seed: number): (n: number) => number {
  let s = seed;
  return (n) => {
    s = (Math.imul(s, 1664525) + 1013904223) >>> 0;
    return s % n;
  };
}
