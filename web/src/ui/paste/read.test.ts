import { describe, expect, test } from 'vitest';
import { zonesBy } from './meaning.ts';
import { read, type Given } from './read.ts';
import { guess, rowsOf, split, troublesOf, sameKey, wordsOf, type Row } from './rows.ts';
import { several } from './several.ts';

const zones = zonesBy([
  { id: 'says', titles: ['Says'] },
  { id: 'thinks', titles: ['Thinks', 'Denkt'] },
  { id: 'does', titles: ['Does'] },
  { id: 'feels', titles: ['Feels'] },
]);
const team = { team: true, zones };
const guest = { team: false, zones };

function rows(given: Given | string, who = team): readonly Row[] {
  const all = read(typeof given === 'string' ? { text: given } : given, zones, 2000);
  return rowsOf(all, guess(all, all.headed, who), who).rows;
}

/** Rows as a table test can compare them: what is not said is left out. */
function say(all: readonly Row[]): string[] {
  return all.map(({ text, zone, kind, side, who, date, notices }) =>
    [text, zone && `@${zone}`, kind, side, who && `by ${who}`, date, ...notices.map((each) => `!${each.is}`)]
      .filter((part) => part !== '')
      .join(' | '),
  );
}

describe('what people paste becomes rows', () => {
  test.each<[string, Given | string, string[]]>([
    ['lines', 'First, and more\n\n  Second\r\nThird\n', ['First, and more', 'Second', 'Third']],
    ['a list', '- one\n- two\n• three\n1. four\n2) five\n☐ six', ['one', 'two', 'three', 'four', 'five', 'six']],
    ['bullets within bullets are notes of their own', '- one\n  - a part\n- two', ['one', 'a part', 'two']],
    ['an item that goes on', '- one\n  goes on\n- two', ['one\ngoes on', 'two']],
    [
      'Markdown under zones',
      '# Workshop\n## Says\n- **I** never *know*\n> “They gave up”\n## Feels\n- lost [link](https://x.org)',
      ['I never know | @says', '“They gave up” | @says | quote', 'lost link (https://x.org) | @feels'],
    ],
    [
      'a zone with items within it',
      'Says\n\tslow\n\tdear\nThinks\n\tI give up',
      ['slow | @says', 'dear | @says', 'I give up | @thinks'],
    ],
    [
      'a table out of a spreadsheet',
      'Note\tZone\tWho\tDate\nSlow\tsays\tAnn\t2026-11-02\nDear\tFühlt\t\t2/11/2026\n',
      ['Slow | @says | by Ann | 2026-11-02', 'Dear | @feels | !date'],
    ],
    [
      'a column per zone',
      'Says,Thinks\nslow,I give up\ndear,\n',
      ['slow | @says', 'I give up | @thinks', 'dear | @says'],
    ],
    [
      'a table without a header',
      'says;It is slow;Ann\nfeels;I am lost;Bob\n',
      ['It is slow | @says', 'I am lost | @feels'],
    ],
    [
      'CSV in German',
      'Notiz;Bereich;Art;Wer\n"Ich kaufe; dann\nwarte ich";fühlt;Zitat;Müller\n',
      ['Ich kaufe; dann\nwarte ich | @feels | quote | by Müller'],
    ],
    ['tags', 'text,tags\nSlow,"a, b c"\n', ['Slow\n#a #b-c']],
    [
      'whose side',
      'text,side,who\nSlow,Customer,Ann\nOld,Team,Bob\nDear,Kunde,\nOdd,Moon,\n',
      ['Slow | customer | by Ann', 'Old | team', 'Dear | customer | !nobody', 'Odd | !side'],
    ],
    [
      'dates with a day that tells the order',
      'text,date\na,13/11/2026\nb,2/11/2026\n',
      ['a | 2026-11-13', 'b | 2026-11-02'],
    ],
    [
      'JSON',
      '[{"text":"Slow","zone":"Says"},"Dear",{"text":"","who":"x"},{"source":{"date":"2026-11-02"},"text":"Old"}]',
      ['Slow | @says', 'Dear', 'Old'],
    ],
    [
      'a table of HTML',
      {
        text: 'x\ty\nz',
        html: '<meta><table><tr><th>Note</th><th>Zone</th></tr><tr><td>A <b>bold</b><br>word &amp; &#x41;</td><td>Says</td></tr></table>',
      },
      ['A bold\nword & A | @says'],
    ],
    [
      'a list of HTML',
      {
        text: 'one\ntwo',
        html: '<style>li{}</style><ul><li>one<ul><li>part</li></ul></li><li><p>two</p></li></ul><script>alert(1)</script>',
      },
      ['one', 'part', 'two'],
    ],
    [
      'a list of HTML under zones',
      { text: 'x\ny', html: '<h2>Feels</h2><ul><li>lost</li><li>angry</li></ul>' },
      ['lost | @feels', 'angry | @feels'],
    ],
    ['what is not known is said', 'text,zone,kind\na,Moon,poem\n', ['a | !zone | !kind']],
    [
      'hostile words stay words',
      '=HYPERLINK("http://x")\n<img src=x onerror=alert(1)>\n\'=1+1\n@SUM(A1)\n{{7*7}}',
      ['=HYPERLINK("http://x")', '<img src=x onerror=alert(1)>', '=1+1', '@SUM(A1)', '{{7*7}}'],
    ],
    [
      'numbers that are sums stay',
      '- 2*3*4\n- snake_case_word\n- a ** b ** c',
      ['2*3*4', 'snake_case_word', 'a ** b ** c'],
    ],
    ['a quote that is never closed', 'text,who\n"open,Ann\nfine,Bob\n', ['"open,Ann | !open', 'fine | by Bob']],
    ['nothing but space', ' \n\t\n', []],
  ])('%s', (_, given, want) => expect(say(rows(given))).toEqual(want));

  test('B-24: of a customer’s table only words and zones count', () => {
    const text = 'Note,Zone,Kind,Who,Side\nSlow,Says,idea,Ann,team\n';
    expect(say(rows(text, guest))).toEqual(['Slow | @says']);
  });

  test('B-7: what hides or reorders words goes, by name; right-to-left text stays', () => {
    expect(wordsOf('\u202Eevil\u0007 שלום \u2066x')).toEqual({
      text: 'evil שלום x',
      removed: 'U+0007, U+202E, U+2066',
    });
    expect(wordsOf('👩‍👩‍👧 مرحبا‏')).toEqual({ text: '👩‍👩‍👧 مرحبا‏', removed: '' });
  });

  test('whatever is pasted, words are kept but for marks, and nothing is made up (seeded)', () => {
    let s = 7;
    const next = (n: number): number => (s = (Math.imul(s, 1664525) + 1013904223) >>> 0) % n;
    const bits = [
      'a',
      'b ',
      '\n',
      '\n\n',
      '\t',
      ',',
      ';',
      '"',
      '- ',
      '# ',
      '> ',
      '  ',
      '<li>',
      '*',
      '=',
      '[',
      '{',
      'ש',
      '\u202e',
      '\r',
    ];
    for (let i = 0; i < 500; i++) {
      const text = Array.from({ length: next(40) }, () => bits[next(bits.length)]).join('');
      const made = rows(text).map((row) => row.text);
      const letters = (words: string): string => words.replace(/[^abש]/g, '');
      const bad = made.filter((words) => /[\u202a-\u202e\u2066-\u2069]|^\s*$/.test(words));
      const more = letters(made.join('')).length > letters(text).length;
      if (bad.length > 0 || more) expect.fail(`case ${i}: ${JSON.stringify(text)} makes ${JSON.stringify(made)}`);
    }
  });
});

test('100,000 lines are capped, and how many stay behind is counted', () => {
  const all = read({ text: 'A line, and a bit more\n'.repeat(90_000) }, zones, 2000);
  expect([all.rows.length, all.left, all.cut]).toEqual([2000, 88_000, false]);
  expect(read({ text: 'x'.repeat(3_000_000) }, zones, 2000).cut).toBe(true);
});

test('what is twice in it, on the board already, or too long is named', () => {
  const all = rows(`Slow\nslow \nDear\n${'x'.repeat(5001)}`);
  const troubles = troublesOf(all, new Set([sameKey('DEAR', '')]));
  expect(all.map(({ key }) => troubles.get(key))).toEqual([undefined, 'twice', 'there', 'long']);
});

test('tags, marks and accents make no other note; what is nearly the same is named, and comes in all the same', () => {
  const all = rows(
    'text,tags\nThe queue is never fair to me,fair\n"The queue is never fair, to me!",bots\nThe queue was never fair to me,\nFair?,\n',
  );
  const troubles = troublesOf(all, new Set());
  expect(all.map(({ key }) => troubles.get(key))).toEqual([undefined, 'twice', undefined, undefined]);
  const long = rows(
    'Forty minutes in the waiting room and not one word\nForty minutes in the waiting room and not a word',
  );
  expect(long.map(({ key }) => troublesOf(long, new Set()).get(key))).toEqual([undefined, 'near']);
});

test('two people who say the same are two notes', () => {
  const all = rows('text,who\nSlow,Ann\nSlow,Bob\n');
  expect(troublesOf(all, new Set()).size).toBe(0);
});

test('a text that is too long is split where it hurts least, and loses nothing', () => {
  expect(split('One. Two two.', 8)).toEqual(['One.', 'Two two.']);
  expect(split('aaaa\n\nbb cc', 8)).toEqual(['aaaa', 'bb cc']);
  expect(split('😀'.repeat(12), 5).map((part) => [...part].length)).toEqual([5, 5, 2]);
  const long = 'A sentence with 😀 in it. '.repeat(2000);
  expect(split(long).join(' ').replace(/\s/g, '')).toBe(long.replace(/\s/g, ''));
  expect(split(long).every((part) => [...part].length <= 5000)).toBe(true);
});

test('one line is no list', () => {
  expect(['one', 'one\n', '\n one \n', 'a\tb'].map((text) => several(text))).toEqual([false, false, false, false]);
  expect(['a\nb', 'a\r\n\r\nb', 'a\u2028b'].map((text) => several(text))).toEqual([true, true, true]);
});

test('a line of blanks after a heading sign is read as fast as any other', () => {
  const began = performance.now();
  expect(rows(`# a${' '.repeat(100_000)}x\n- one\n- two`).at(-1)?.text).toBe('two');
  // What took half a minute takes milliseconds: far from what a busy machine makes of either.
  expect(performance.now() - began).toBeLessThan(5000);
});
