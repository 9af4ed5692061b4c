import { expect, test } from 'vitest';
import { nounish, solved } from './hints.ts';

test.each(['add a button', 'a bigger seat map', 'Have a timer', 'get push notifications', 'use the filter'])(
  'a need that names a thing: %s',
  (need) => expect(nounish(need)).toBe(true),
);

test.each([
  '',
  'know the seats are held',
  'to pay without hurry',
  'give my ticket to a friend',
  'add up what it costs',
])('a need that says what somebody has to do: %s', (need) => expect(nounish(need)).toBe(false));

test.each(['How might we add a timer', 'How might we hold seats with a button?', 'reassure buyers by showing a clock'])(
  'a question with its answer in it: %s',
  (question) => expect(solved(question)).toBe(true),
);

test.each(['How might we let buyers pay in peace?', '', 'How might we make waiting feel safe?'])(
  'an open question: %s',
  (question) => expect(solved(question)).toBe(false),
);
