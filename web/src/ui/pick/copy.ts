// What is done with the notes that are selected, however it is asked for: by key, in the bar or in a note's menu.
import { addCopies, again, copied, type Copied, type Copy, type Left } from '../../model/intents/copies.ts';
import type { Id, Note } from '../../model/records.ts';
import { consentOf } from '../../model/summary.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { newId } from '../../state/ids.ts';
import type { Desk } from '../board/desk.svelte.ts';
import { memberOf, zoneTitle } from '../board/names.ts';
import { copy as copyText } from '../parts/clipboard.ts';
import { toasts } from '../parts/toasts.svelte.ts';
import { t } from '../words/words.ts';
import { clipOf, htmlOf, mime, most, textOf, type Clip } from './clip.ts';
import { p } from './words/words.ts';

/** The notes of these ids that show, in the order they stand on the board. */
export function inOrder(board: BoardState, ids: readonly Id[]): Note[] {
  const asked = new Set(ids);
  return board.zones.flatMap(({ id }) => board.notesIn(id)).filter(({ id }) => asked.has(id));
}

/** Reads a note, to make it again. On another board its speaker goes by the pseudonym they have here, as in an export (E-4). */
function read(board: BoardState, note: Note): Copied {
  const whose = note.f.behalf !== '' ? note.f.behalf : (note.by ?? '');
  const named = note.f.whose !== '' ? note.f.whose : (memberOf(board, whose)?.f.pseudonym ?? '');
  const records = { get: (id: Id) => board.get(id), all: () => board.members };
  return copied(note, board.me?.member ?? '', { whose: named, consent: consentOf(records, note) });
}

/** Makes the notes again, each behind itself, and selects the copies. */
export function duplicate(desk: Desk, ids: readonly Id[]): void {
  const { board } = desk;
  const notes = inOrder(board, ids);
  const made = notes.map((note) => [note, madeOf(board, read(board, note), board.id)] as const);
  const copies = made.flatMap(([note, f]): Copy[] =>
    typeof f === 'string' ? [] : [{ id: newId(), f, of: note.id, zone: note.f.place.zone }],
  );
  finish(
    desk,
    copies,
    p.duplicated,
    made.flatMap(([, f]) => (typeof f === 'string' ? [f] : [])),
  );
}

/** Puts what was copied at the end of the zone that is written for. */
export function paste(desk: Desk, clip: Clip): void {
  const { board, zone } = desk;
  if (zone === undefined || !board.can.write || !board.can.takes(zone.id)) return toasts.show(p.skipped.zone);
  const made = clip.notes.map((note) => madeOf(board, note, clip.board));
  const copies = made.flatMap((f): Copy[] => (typeof f === 'string' ? [] : [{ id: newId(), f, zone: zone.id }]));
  const left = made.filter((f) => typeof f === 'string');
  finish(desk, copies, (n) => p.pasted(n, zoneTitle(board, zone.id)), left);
}

function madeOf(board: BoardState, note: Copied, from: Id): ReturnType<typeof again> {
  const f = again(note, { role: board.me?.role ?? 'viewer', same: from === board.id });
  // Who may not group puts nothing into a theme, by no way.
  return typeof f === 'string' || board.can.group ? f : { ...f, theme: '' };
}

function finish(desk: Desk, copies: readonly Copy[], done: (n: number) => string, left: readonly Left[]): void {
  const { board } = desk;
  if (copies.length > 0) board.act((records) => addCopies(records, copies));
  const told = (['voice', 'unknown', 'consent'] as const).flatMap((why) => {
    const n = left.filter((each) => each === why).length;
    return n === 0 ? [] : [p.skipped[why](n)];
  });
  const ids = copies.map(({ id }) => id);
  const text = [...(ids.length > 0 ? [done(ids.length)] : []), ...told].join('. ').replace(/\.\. /g, '. ');
  if (ids.length === 0) return toasts.show(text);
  toasts.show(text, { label: t.undo, run: () => board.remove(ids.filter((id) => board.note(id) !== undefined)) });
  desk.selected.clear();
  if (ids.length > 1) for (const id of ids) desk.selected.add(id);
  desk.focus(ids[0] ?? '');
}

/** What is copied by the button that was pressed: the browser asks for it with an event of its own. */
let asked: readonly Id[] | null = null;

/** Copies notes where a button asks for it. */
export async function copy(desk: Desk, ids: readonly Id[]): Promise<void> {
  asked = ids;
  const done = document.execCommand('copy');
  const taken = asked === null;
  asked = null;
  if (done && taken) return;
  const notes = inOrder(desk.board, ids);
  const text = textOf(notes.map((note) => read(desk.board, note)));
  if (await copyText(text)) tell(desk, notes);
  else toasts.show(p.copyFailed);
}

/** Gives the browser what is copied: the notes a button means, or those that are selected, or the one with the focus. */
export function oncopy(event: ClipboardEvent, desk: Desk): readonly Id[] {
  const ids = asked ?? meant(event, desk);
  asked = null;
  const notes = inOrder(desk.board, ids).slice(0, most);
  if (notes.length === 0 || event.clipboardData === null) return [];
  const clip: Clip = { v: 1, board: desk.board.id, notes: notes.map((note) => read(desk.board, note)) };
  event.clipboardData.setData('text/plain', textOf(clip.notes));
  event.clipboardData.setData('text/html', htmlOf(clip.notes));
  event.clipboardData.setData(mime, JSON.stringify(clip));
  event.preventDefault();
  tell(desk, notes);
  return notes.map(({ id }) => id);
}

/** The browser asks whether there is anything to copy, though no text is selected. */
export function onbeforecopy(event: Event): void {
  if (asked !== null) event.preventDefault();
}

function tell(desk: Desk, notes: readonly Note[]): void {
  const others = notes.filter((note) => note.f.side === 'customer' && !desk.board.isMine(note));
  const closed = others.filter((note) => read(desk.board, note).consent === 'room').length;
  toasts.show([p.copied(notes.length), ...(closed > 0 ? [p.roomOnly(closed)] : [])].join('. '));
}

/** What keys write into, and what lies above the board. */
const elsewhere =
  'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog, [popover], [role="menu"]';

/** Whether keys and the clipboard mean the board, not a field or something above it. */
export function onBoard(target: EventTarget | null): boolean {
  return !(target instanceof Element) || target.closest(elsewhere) === null;
}

function meant(event: ClipboardEvent, desk: Desk): readonly Id[] {
  if (event.defaultPrevented || !onBoard(event.target) || !(getSelection()?.isCollapsed ?? true)) return [];
  if (desk.selected.size > 0) return [...desk.selected];
  const card = document.activeElement?.closest<HTMLElement>('[data-note]')?.dataset['note'];
  return card === undefined ? [] : [card];
}

/** The longest text that goes into the composer without a look at it first, in characters. */
const short = 500;

/** Takes what is pasted on the board: our notes, one line into the composer, anything longer to be looked at first. */
export function onpaste(event: ClipboardEvent, desk: Desk): void {
  const data = event.clipboardData;
  if (event.defaultPrevented || data === null || !onBoard(event.target) || !desk.board.can.write) return;
  const clip = clipOf(data.getData(mime));
  const text = data.getData('text/plain');
  const html = data.getData('text/html');
  if (clip !== null) paste(desk, clip);
  else if (text.trim() === '') return;
  else if (!/[\n\t]/.test(text.trim()) && text.trim().length <= short) desk.handed = text.trim();
  else desk.pasted = { text, ...(html === '' ? {} : { html }) };
  event.preventDefault();
}
