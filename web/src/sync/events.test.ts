import { expect, test } from 'vitest';
import { EventReader, type ServerEvent } from './events.ts';

const frames = ['{"t":"welcome"}', '{"t":"chg","ops":[["é 漢 😀"]]}', '{"t":"beat"}'];
const stream = (end: string) =>
  [
    ':',
    '',
    ...frames.flatMap((f) => [`data: ${f}`, '']),
    'event: close',
    'data:{"code":1000}',
    '',
    'id: 7',
    'retry: 1',
    '',
  ].join(end) + end;
const want: ServerEvent[] = [...frames.map((data) => ({ name: '', data })), { name: 'close', data: '{"code":1000}' }];

test.each([
  ['\\n', '\n'],
  ['\\r\\n', '\r\n'],
  ['\\r', '\r'],
])('events come out whole wherever the stream is cut in two or three: %s', (_, end) => {
  const text = stream(end);
  for (let i = 0; i <= text.length; i++) {
    for (let j = i; j <= text.length; j++) {
      const reader = new EventReader();
      const got = [text.slice(0, i), text.slice(i, j), text.slice(j)].flatMap((piece) => reader.push(piece));
      expect(got).toEqual(want);
    }
  }
});

test('one unit at a time', () => {
  const reader = new EventReader();
  expect([...stream('\n')].flatMap((unit) => reader.push(unit))).toEqual(want);
});

test('what is not whole does not come out', () => {
  const reader = new EventReader();
  expect(reader.push('data: {"t":"snap"}\n')).toEqual([]);
  expect(reader.push('\n')).toEqual([{ name: '', data: '{"t":"snap"}' }]);
});

test('data of several lines', () => {
  expect(new EventReader().push('data: a\ndata\ndata:  b\n\n')).toEqual([{ name: '', data: 'a\n\n b' }]);
});
