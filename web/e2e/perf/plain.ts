import type { Page } from '@playwright/test';

/** As plain as it gets: so many placed boxes with words in them in a scroller, at a zoom. What the app is held against. */
export async function plain(page: Page, texts: readonly string[], zoom: number): Promise<void> {
  await page.goto('about:blank');
  await page.evaluate(
    ({ texts, zoom }) => {
      const [wide, high] = [188, 132];
      const across = Math.ceil(Math.sqrt((texts.length * high * 2.1) / wide));
      const width = across * wide;
      const height = Math.ceil(texts.length / across) * high;
      const make = (into: HTMLElement, style: Partial<CSSStyleDeclaration>): HTMLElement => {
        const made = document.createElement('div');
        Object.assign(made.style, style);
        into.append(made);
        return made;
      };
      document.body.style.margin = '0';
      const box = make(document.body, { width: '100vw', height: '100vh', overflow: 'scroll', background: '#e9e5db' });
      const px = (n: number) => `${n}px`;
      const sizer = make(box, {
        position: 'relative',
        width: px(width * zoom + innerWidth),
        height: px(height * zoom + innerHeight),
      });
      const world = make(sizer, {
        position: 'absolute',
        left: '50vw',
        top: '50vh',
        width: px(width),
        height: px(height),
        transform: `scale(${zoom})`,
        transformOrigin: '0 0',
      });
      for (const [i, text] of texts.entries()) {
        const note = make(world, {
          position: 'absolute',
          boxSizing: 'border-box',
          left: px((i % across) * wide),
          top: px(Math.floor(i / across) * high),
          width: '176px',
          height: '116px',
          padding: '12px',
          border: '2px solid #3f6b8c',
          borderRadius: '4px',
          background: '#dce8f2',
          font: '16px/22px sans-serif',
          overflow: 'hidden',
        });
        note.textContent = text;
      }
      box.scrollTo(width * zoom * 0.5, height * zoom * 0.5);
    },
    { texts, zoom },
  );
}
