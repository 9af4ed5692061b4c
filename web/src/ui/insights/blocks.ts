/** One block of a backlog item, as it is shown. */
export interface Block {
  readonly kind: 'facts' | 'heading' | 'task' | 'item' | 'quote' | 'text';
  readonly text: string;
  readonly done?: boolean;
}

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** What a line says, without the escapes and emphasis that Markdown needs. */
function plain(line: string): string {
  return line
    .replace(/\*\*(.+?)\*\*/g, '$1')
    .replace(/\[([^\]]*)\]\([^)\s]*\)/g, '$1')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&(?:lt|gt|amp);/g, (entity) => entities[entity] ?? entity);
}

/**
 * Takes apart the Markdown that our own exporter writes, for showing it as elements. It is no general parser: what it
 * does not know is shown as text, and nothing in it can become markup.
 */
export function blocks(markdown: string): readonly Block[] {
  const [, front, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(markdown) ?? [undefined, '', markdown];
  const found: Block[] = front === '' || front === undefined ? [] : [{ kind: 'facts', text: front }];
  for (const raw of (body ?? '').split('\n')) {
    const line = raw.trim();
    if (line === '' || /^<!--.*-->$/.test(line)) continue;
    const heading = /^#{1,6}\s+(.*)$/.exec(line)?.[1];
    const task = /^[-*] \[([ xX])\] (.*)$/.exec(line);
    const item = /^[-*] (.*)$/.exec(line)?.[1];
    const quote = /^> ?(.*)$/.exec(line)?.[1];
    if (heading !== undefined) found.push({ kind: 'heading', text: plain(heading) });
    else if (task !== null) found.push({ kind: 'task', text: plain(task[2] ?? ''), done: task[1] !== ' ' });
    else if (item !== undefined) found.push({ kind: 'item', text: plain(item) });
    else if (quote !== undefined) found.push({ kind: 'quote', text: plain(quote) });
    else found.push({ kind: 'text', text: plain(line) });
  }
  return found;
}
