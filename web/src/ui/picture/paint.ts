// A scene on a canvas. It is painted from the list and not from the SVG: the page's policy needs to allow no new kind of
// image for it, the fonts are those of the page, and no browser has to be waited for.
import type { Mark, Scene } from './scene.ts';

/** The page's own font and what it falls back to. */
export const fontOf = (size: number, weight: number): string =>
  `${weight} ${size}px 'Atkinson Hyperlegible Next Variable', system-ui, sans-serif`;

/** More than this many px either way, or on the whole, a browser may refuse to draw. */
const side = 16_000;
const area = 100_000_000;

/** How large a scene can be drawn: twice, or as much as goes. */
export function scaleFor({ width, height }: Scene, wanted = 2): number {
  return Math.min(wanted, side / width, side / height, Math.sqrt(area / (width * height)));
}

/** Draws the scene so many times as large. */
export function paint(scene: Scene, scale: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(scene.width * scale);
  canvas.height = Math.round(scene.height * scale);
  const to = canvas.getContext('2d');
  if (to === null) throw new Error('this browser gives no canvas to draw on');
  to.scale(scale, scale);
  to.fillStyle = scene.paper;
  to.fillRect(0, 0, scene.width, scene.height);
  to.lineCap = 'round';
  to.lineJoin = 'round';
  for (const { marks } of scene.groups) for (const mark of marks) draw(to, mark);
  return canvas;
}

function draw(to: CanvasRenderingContext2D, mark: Mark): void {
  if (mark.is === 'words') {
    to.font = fontOf(mark.size, mark.weight);
    to.fillStyle = mark.fill;
    to.direction = mark.rtl ? 'rtl' : 'ltr';
    to.textAlign = 'start';
    to.fillText(mark.text, mark.x, mark.y);
    return;
  }
  const path = new Path2D();
  if (mark.is === 'box') path.roundRect(mark.x, mark.y, mark.w, mark.h, mark.r);
  else path.addPath(new Path2D(mark.d), new DOMMatrix().translate(mark.x, mark.y));
  to.lineCap = mark.is === 'box' ? 'butt' : 'round';
  to.setLineDash(mark.is === 'box' ? [...(mark.dash ?? [])] : []);
  if (mark.fill !== undefined) {
    to.fillStyle = mark.fill;
    to.fill(path);
  }
  if (mark.stroke !== undefined) {
    to.strokeStyle = mark.stroke;
    to.lineWidth = mark.thick ?? 1;
    to.stroke(path);
  }
}

/** The picture as a PNG file. */
export function png(scene: Scene, scale: number): Promise<Blob> {
  return new Promise((resolve, reject) =>
    paint(scene, scale).toBlob((blob) => {
      if (blob === null) reject(new Error('this browser could not draw a picture of that size'));
      else resolve(blob);
    }, 'image/png'),
  );
}
