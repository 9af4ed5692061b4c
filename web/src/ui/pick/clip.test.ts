import { expect, test } from 'vitest';
import { clipOf, htmlOf, most, textOf } from './clip.ts';

const one = {
  text: 'a <b>"bold"</b>\n  move ',
  kind: 'quote',
  side: 'customer',
  mine: true,
  anon: false,
  speaker: '',
  whose: '',
  denied: false,
  consent: 'room',
  here: { severity: 2, state: 'revealed', by: 'x' },
} as const;
const clip = { v: 1, board: 'b', notes: [one] };

test('as text each note is one line; as HTML nothing in it is markup', () => {
  expect(textOf([one, { text: 'two' }])).toBe('a <b>"bold"</b> move\ntwo');
  expect(htmlOf([one])).toBe(
    '<meta charset="utf-8"><ul><li>a &#60;b&#62;&#34;bold&#34;&#60;/b&#62;<br>  move</li></ul>',
  );
});

test('what we write is read, without fields that no copy has', () => {
  expect(clipOf(JSON.stringify(clip))).toEqual({ ...clip, notes: [{ ...one, here: { severity: 2 } }] });
});

test.each([
  ['', 'nothing'],
  ['{', 'no JSON'],
  ['[]', 'no clip'],
  [JSON.stringify({ ...clip, v: 2 }), 'of another version'],
  [JSON.stringify({ ...clip, notes: [] }), 'without notes'],
  [JSON.stringify({ ...clip, notes: [one, { ...one, text: 7 }] }), 'with words that are none'],
  [JSON.stringify({ ...clip, notes: [{ ...one, kind: 'truth' }] }), 'of no known kind'],
  [JSON.stringify({ ...clip, notes: [{ ...one, here: [] }] }), 'with fields that are none'],
  [JSON.stringify({ ...clip, notes: 'x' }), 'with notes that are none'],
])('%s is %s', (json) => expect(clipOf(json)).toBeNull());

test('a paste has an end', () => {
  const many = { ...clip, notes: Array.from({ length: most + 1 }, () => ({ ...one, text: 'x'.repeat(6000) })) };
  const read = clipOf(JSON.stringify(many));
  expect(read?.notes).toHaveLength(most);
  expect(read?.notes[0]?.text).toHaveLength(5000);
});
