// Files out of scenes, and their names.
import { lang } from '../words/words.ts';
import { faces } from './look.ts';
import { paint, png, scaleFor } from './paint.ts';
import { pdf, type Pixels } from './pdf.ts';
import type { Scene } from './scene.ts';
import { svg } from './svg.ts';

export type Kind = 'svg' | 'png' | 'pdf';

/** The file of a kind; the one of several pages is a PDF. */
export async function fileOf(kind: Kind, scenes: readonly Scene[], title: string): Promise<Blob> {
  const [first] = scenes;
  if (first === undefined) throw new Error('there is nothing to draw');
  if (kind === 'png') return png(first, scaleFor(first));
  if (kind === 'svg') return new Blob([svg(first, await faces(textOf(first)))], { type: 'image/svg+xml' });
  return pdf(scenes, pixelsOf, { title, lang, at: new Date() });
}

function textOf(scene: Scene): string {
  return scene.groups
    .flatMap(({ marks }) => marks.flatMap((mark) => (mark.is === 'words' ? [mark.text] : [])))
    .join('');
}

function pixelsOf(scene: Scene): Pixels {
  const canvas = paint(scene, scaleFor(scene));
  const { width, height } = canvas;
  const data = canvas.getContext('2d')?.getImageData(0, 0, width, height).data;
  const rgb = new Uint8Array(width * height * 3);
  if (data !== undefined)
    for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
      rgb[to] = data[from] ?? 0;
      rgb[to + 1] = data[from + 1] ?? 0;
      rgb[to + 2] = data[from + 2] ?? 0;
    }
  canvas.width = 0; // the browser frees what it held
  return { width, height, rgb };
}

/** A name that every file system takes (S-21): "ticket-shop-2026-11-22.svg". */
export function nameOf(title: string, kind: Kind, at: Date): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9 _-]/g, '_')
    .replace(/[ _-]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
    .toLowerCase();
  const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((n) => String(n).padStart(2, '0')).join('-');
  return `${plain || 'board'}-${day}.${kind}`;
}

/** Hands a file to whoever asked for it. */
export function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
