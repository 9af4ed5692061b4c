import { expect, test } from 'vitest';
import { plain } from './plain.ts';

test.each([
  ['# no heading', '\\# no heading'],
  ['two\nlines\u2028more', 'two lines more'],
  ['- no item', '\\- no item'],
  ['1. no number', '\\1. no number'],
  ['*loud* _and_ `code` [link](x)', '\\*loud\\* \\_and\\_ \\`code\\` \\[link\\](x)'],
  ['<b>', '&lt;b&gt;'],
  ['ask @mia', 'ask @\u200bmia'],
  ['https://x.org', 'https:\u200b//x.org'],
  ['  It took 3 days.  ', 'It took 3 days.'],
])('words begin nothing and name nobody: %j (E-14)', (words, line) => expect(plain(words)).toBe(line));
