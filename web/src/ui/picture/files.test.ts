import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { pdf } from './pdf.ts';
import type { Scene } from './scene.ts';
import { svg, xml } from './svg.ts';

const nasty = '<script>alert(1)</script> ]]> & "x" \'y\' \u0000\u0008\ud800 =1+1 שלום 👩‍👩‍👧';

function scene(text: string): Scene {
  return {
    width: 1123,
    height: 794,
    title: text,
    paper: '#ffffff',
    groups: [
      {
        is: 'note',
        name: text,
        x: 10,
        y: 10,
        w: 200,
        h: 104,
        marks: [
          { is: 'box', x: 10, y: 10, w: 200, h: 104, r: 3, fill: '#ffe9a8', stroke: '#8f6200', thick: 2, dash: [6, 4] },
          { is: 'words', x: 20, y: 40, text, size: 16, weight: 400, fill: '#23261f', width: 180, rtl: false },
          { is: 'path', x: 0, y: 0, d: 'M0 0l4 4', stroke: '#000000' },
        ],
      },
    ],
  };
}

test('hostile words stay words in the XML', () => {
  expect(xml(nasty)).toBe('&lt;script&gt;alert(1)&lt;/script&gt; ]]&gt; &amp; &quot;x&quot; &#39;y&#39;  =1+1 שלום 👩‍👩‍👧');
  const file = svg(scene(nasty), [{ range: 'U+0-FF', data: 'AAAA' }]);
  expect(file).not.toMatch(/<script|\u0000|href|]]>/i);
  // Nothing is fetched: the font is in the file.
  expect(file.match(/url\([^)]*\)/g)).toEqual(['url(data:font/woff2;base64,AAAA)']);
  expect([...new Set([...file.matchAll(/<([a-z]+)[ >/]/g)].map(([, name]) => name))].sort()).toEqual([
    'g',
    'path',
    'rect',
    'style',
    'svg',
    'text',
    'title',
  ]);
});

test('a PDF holds pictures and words, a title and a date, and says where its objects are', async () => {
  const at = new Date(Date.UTC(2026, 10, 22, 9, 30));
  const draw = () => ({ width: 4, height: 2, rgb: new Uint8Array(24).fill(7) });
  const many = Array.from({ length: 600 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('');
  const blob = await pdf([scene('Hi 👩'), scene(many)], draw, { title: nasty, lang: 'en', at });
  const data = Buffer.from(await blob.arrayBuffer());
  const text = data.toString('latin1');
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
  expect(text.slice(start, start + 4)).toBe('xref');
  const offsets = [...text.slice(start).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, at]) => Number(at));
  offsets.forEach((offset, i) => expect(text.slice(offset, offset + `${i + 1} 0 obj`.length)).toBe(`${i + 1} 0 obj`));
  expect(text.match(/\/Type\/Page\//g)).toHaveLength(2);
  expect(text.match(/\/Subtype\/Type3/g)).toHaveLength(3); // 4 + 600 letters in fonts of 256
  const [info = ''] = /<<\/Title <[^>]*>.*>>/.exec(text) ?? [];
  expect(info.match(/\/[A-Z]\w*/g)).toEqual(['/Title', '/CreationDate']);
  expect(info).toContain('(D:20261122093000Z)');
  // The picture's rows are told as differences from the row above.
  const [, length = '', rest = ''] = /Subtype\/Image.*?\/Length (\d+)>>\nstream\n([\s\S]*)/.exec(text) ?? [];
  expect([...inflateSync(Buffer.from(rest.slice(0, Number(length)), 'latin1'))]).toEqual([
    2,
    ...new Array<number>(12).fill(7),
    2,
    ...new Array<number>(12).fill(0),
  ]);
});
