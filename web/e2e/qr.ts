import type { Locator } from '@playwright/test';
import decode from 'qr/decode.js';

/** What a phone reads in a picture of a code, as it is on the screen. */
export async function scanned(picture: Locator): Promise<string> {
  const shot = (await picture.screenshot()).toString('base64');
  const { width, height, data } = await picture.page().evaluate(async (shot) => {
    const bytes = Uint8Array.from(atob(shot), (each) => each.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const { width, height } = bitmap;
    const canvas = new OffscreenCanvas(width, height).getContext('2d')!;
    canvas.drawImage(bitmap, 0, 0);
    return { width, height, data: [...canvas.getImageData(0, 0, width, height).data] };
  }, shot);
  return decode({ width, height, data: Uint8Array.from(data) }, { format: 'RGBA', timeLimit: 5000 });
}
