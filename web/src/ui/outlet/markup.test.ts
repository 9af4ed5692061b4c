import { expect, test } from 'vitest';
import { markup, type Piece } from './markup.ts';

/** As it would look in HTML again, with brackets so that words and elements cannot be taken for each other. */
function shown(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) =>
      typeof piece === 'string' ? piece : `[${piece.tag}${piece.checked ? '!' : ''}:${shown(piece.inside)}]`,
    )
    .join('');
}

test.each([
  ['<p>One <strong>two</strong></p>\n', '[p:One [strong:two]]\n'],
  ['<ul>\n<li><input checked="" disabled="" type="checkbox"> done</li></ul>', '[ul:\n[li:[input!:] done]]'],
  ['<ul><li><input disabled="" type="checkbox"> checked</li></ul>', '[ul:[li:[input:] checked]]'],
  ['<table><tr><th>Title</th></tr><tr><td>a<br>b</td></tr></table>', '[table:[tr:[th:Title]][tr:[td:a[br:]b]]]'],
  ['&lt;script&gt;alert(1)&lt;/script&gt; &#34;&amp;lt;&#39;', '<script>alert(1)</script> "&lt;\''],
  ['<script>alert(1)</script><p onclick=x>y</p>', 'alert(1)[p:y]'],
  ['<p>left open <em>here</p> there', '[p:left open [em:here]] there'],
  ['a < b', 'a < b'],
  ['', ''],
])('%s', (html, want) => {
  expect(shown(markup(html).pieces)).toBe(want);
});

test('what is long is cut where it is asked to be, and says so', () => {
  const long = markup(`<p>${'a'.repeat(30)}</p><p>${'b'.repeat(30)}</p>`, 40);
  expect(shown(long.pieces)).toBe(`[p:${'a'.repeat(30)}][p:${'b'.repeat(10)}]`);
  expect(long.cut).toBe(true);
  expect(markup('<p>abc</p>', 3).cut).toBe(false);
});
