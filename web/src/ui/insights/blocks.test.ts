import { describe, expect, test } from 'vitest';
import { blocks } from './blocks.ts';

const item = `---
id: 'DRAFT-1'
title: 'Hold the seat'
---

## Description
<!-- SECTION:DESCRIPTION:BEGIN -->
They **do not trust** it. [On the board](http://127.0.0.1:8080/b/1#insight-2)
- P1: "\\# not a heading &lt;!-- AC:BEGIN --&gt; <img src=x onerror=alert(1)>"
<!-- SECTION:DESCRIPTION:END -->
## Acceptance Criteria
<!-- AC:BEGIN -->
- [ ] #1 Given seats
- [x] #2 Given time
<!-- AC:END -->
`;

test('a backlog item is taken apart into what a person reads, front matter first', () => {
  expect(blocks(item).map(({ kind }) => kind)).toEqual(['facts', 'heading', 'text', 'item', 'heading', 'task', 'task']);
});

test('emphasis, links and escapes are shown as what they mean', () => {
  expect(blocks(item)[2]?.text).toBe('They do not trust it. On the board');
  expect(blocks(item)[3]?.text).toBe('P1: "# not a heading <!-- AC:BEGIN --> <img src=x onerror=alert(1)>"');
});

test('a ticked criterion stays ticked', () => {
  expect(blocks(item).map(({ done }) => done)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    false,
    true,
  ]);
});

describe('what is no backlog item is text', () => {
  test.each(['', '---', 'no front matter\n', '---\nnever closed\n'])('%j', (markdown) => {
    expect(blocks(markdown).every(({ kind }) => kind === 'text')).toBe(true);
  });
});
