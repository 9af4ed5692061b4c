import type { Page } from '@playwright/test';

/** What a page showed when, in milliseconds since 1970, frame by frame; a line for each change. */
export interface Line {
  readonly at: number;
  /** What stands in each note, be it edited or not. */
  readonly notes: readonly string[];
  /** What the top bar says of what was typed. */
  readonly state: string;
  /** The banners' words. */
  readonly banners: string;
}

/** Begins to write down what a page shows. A page that is loaded again has no diary any more. */
export async function keepDiary(page: Page): Promise<void> {
  await page.evaluate(() => {
    const lines: Line[] = [];
    Object.assign(window, { diary: lines });
    let last = '';
    const look = () => {
      requestAnimationFrame(look);
      const words = document.querySelectorAll<HTMLElement>('[data-note] .words, [data-note] textarea');
      const now = {
        notes: [...words].map((each) => (each instanceof HTMLTextAreaElement ? each.value : each.innerText)),
        state: document.querySelector<HTMLElement>('[data-state]')?.innerText.trim() ?? '',
        banners: document.querySelector<HTMLElement>('.banners')?.innerText ?? '',
      };
      const text = JSON.stringify(now);
      if (text === last) return;
      last = text;
      lines.push({ at: Date.now(), ...now });
    };
    look();
  });
}

/** What has been written down. It fails if the page was loaded again. */
export function diaryOf(page: Page): Promise<readonly Line[]> {
  return page.evaluate(() => (window as unknown as { diary: Line[] }).diary);
}

/** How long after `from` showed it each of these texts was to be read at `to`, in milliseconds; NaN where it never was. */
export function lags(from: readonly Line[], to: readonly Line[], texts: readonly string[]): number[] {
  const first = (lines: readonly Line[], text: string) =>
    lines.find(({ notes }) => notes.some((each) => each.includes(text)))?.at ?? NaN;
  return texts.map((text) => first(to, text) - first(from, text));
}

/** How long each time lasted during which the page was not connected, in milliseconds. */
export function outages(lines: readonly Line[]): number[] {
  const all: number[] = [];
  let since: number | undefined;
  for (const { at, state } of lines) {
    const out = state === 'Connecting…' || state === 'Offline';
    if (out) since ??= at;
    else if (since !== undefined) {
      all.push(at - since);
      since = undefined;
    }
  }
  return since === undefined ? all : [...all, NaN];
}
