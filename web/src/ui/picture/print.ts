import { mount, tick, unmount } from 'svelte';
import type { Scene } from './scene.ts';
import Sheets from './Sheets.svelte';

/** Prints pages instead of what the window shows. */
export async function print(scenes: readonly Scene[]): Promise<void> {
  const sheets = mount(Sheets, { target: document.body, props: { scenes } });
  await tick();
  addEventListener('afterprint', () => void unmount(sheets), { once: true });
  window.print();
}
