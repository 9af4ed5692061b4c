import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'svelte/compiler';
import { expect, test } from 'vitest';

const root = new URL('../', import.meta.url);

/** Names, which are the same in every language. */
const names: ReadonlySet<string> = new Set(['Feltboard', 'Markdown', 'CSV', 'JSON', 'RICE']);

/** Keys as they are printed, parts of addresses, and what is typed where Feltboard runs. */
const fixed = /^\(?(Ctrl|Alt|Shift|Enter|Esc)([+ ].*)?$|^https?:\S+$|^\/\w+$|^--[\w-]+$|^FELTBOARD_\S+$/;

/** What of an element is said or shown, of ours (`label`, `note`, `hint`) as of the browser's. */
const spoken: ReadonlySet<string> = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'content',
  'hint',
  'label',
  'placeholder',
  'title',
]);

type Tree = Readonly<Record<string, unknown>>;

const isTree = (it: unknown): it is Tree => typeof it === 'object' && it !== null;
const treesIn = (it: unknown): Tree[] => (Array.isArray(it) ? it.filter(isTree) : isTree(it) ? [it] : []);

/** The literals that an expression may come to: not what it calls or compares. */
function literals(it: unknown): string[] {
  if (!isTree(it)) return [];
  const of = (...parts: string[]): string[] => parts.flatMap((part) => treesIn(it[part]).flatMap(literals));
  switch (it['type']) {
    case 'Literal':
      return [String(it['value'])];
    case 'TemplateElement':
      return [String((it['value'] as { cooked: string }).cooked)];
    case 'TemplateLiteral':
      return of('quasis', 'expressions');
    case 'ConditionalExpression':
      return of('consequent', 'alternate');
    case 'LogicalExpression':
      return of('right', ...(it['operator'] === '&&' ? [] : ['left']));
    case 'BinaryExpression':
      return it['operator'] === '+' ? of('left', 'right') : [];
    default:
      return [];
  }
}

/** The texts that a component says by itself, whatever the language: its markup's, its labels', its messages'. */
function said(source: string): string[] {
  const found: string[] = [];
  const value = (it: Tree): string[] => (it['type'] === 'Text' ? [String(it['data'])] : literals(it['expression']));
  const walk = (it: Tree, inScript: boolean): void => {
    const type = it['type'];
    if (!inScript && (type === 'Text' || type === 'ExpressionTag')) found.push(...value(it));
    if (type === 'Attribute') {
      if (spoken.has(String(it['name']))) found.push(...treesIn(it['value']).flatMap(value));
      for (const part of treesIn(it['value'])) if (part['type'] !== 'Text') walk(part, true);
      return;
    }
    if (type === 'CallExpression') {
      const callee = it['callee'] as { object?: { name?: string } };
      if (/^(toasts|announcer)$/.test(callee.object?.name ?? ''))
        found.push(...treesIn(it['arguments']).flatMap(literals));
    }
    if (type === 'StyleSheet' || type === 'StyleDirective' || type === 'Comment') return;
    const script = inScript || type === 'Script' || type === 'ExpressionTag';
    for (const [name, part] of Object.entries(it)) {
      if (name !== 'metadata') for (const inside of treesIn(part)) walk(inside, script);
    }
  };
  walk(parse(source, { modern: true }) as unknown as Tree, false);
  return found
    .map((text) => text.trim())
    .filter((text) => /\p{L}{2}/u.test(text) && !names.has(text) && !fixed.test(text));
}

test('the scan finds what is said among the markup', () => {
  const source = `<script lang="ts">const a = 'no'; toasts.show('Gone'); toasts.show(t.gone, { label: 'no' });</script>
    <p class="no" aria-label="Close {a}">Hello {a ? 'yes' : t.no} {call('no')} <b>Feltboard</b></p><style>p { color: red }</style>`;
  expect(said(source)).toEqual(['Close', 'Hello', 'yes', 'Gone']);
});

test('no component says anything that is not in a dictionary', { timeout: 60_000 }, () => {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.svelte'));
  expect(files.length).toBeGreaterThan(150);
  const inline = files.flatMap((file) =>
    said(readFileSync(new URL(file, root), 'utf8')).map((text) => `${file}: ${text}`),
  );
  expect(inline).toEqual([]);
});
