import { createContext } from 'svelte';
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { Id, Note, Zone } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { backers, most } from '../backing/backing.ts';
import { keep, kept } from '../parts/kept.ts';
import { announcer, toasts } from '../parts/toasts.svelte.ts';
import type { PastSheet } from '../past/sheets.ts';
import { router, type Work } from '../router.svelte.ts';
import { Camera } from '../canvas/camera.svelte.ts';
import { said, t } from '../words/words.ts';
import { firstZone } from './layout.ts';
import { Writers } from './writers.svelte.ts';

/** What the note menu shows: everything, or only one list. */
export type MenuPart = 'all' | 'move' | 'kind' | 'goes';

/** The note menu, opened for a note from a place on the screen. */
export interface OpenMenu {
  readonly note: Id;
  readonly part: MenuPart;
  readonly at: DOMRect;
}

/** What the drawer shows. */
export type Drawer =
  | { readonly show: 'insights' }
  | { readonly show: 'insight'; readonly id: Id }
  | { readonly show: 'action'; readonly id: Id }
  | { readonly show: 'agenda' };

/** A dialog about the session as a whole. */
export type Sheet = 'about' | 'summary' | 'mine' | 'readback';

/** What somebody pasted or dropped that is more than one line: the text, the clipboard's HTML if there was any, or a file. */
export interface Pasted {
  readonly text: string;
  readonly html?: string;
  readonly file?: File;
}

/** What notes can be coloured by. */
export const colours = ['side', 'kind', 'theme', 'person'] as const;
export type Colour = (typeof colours)[number];

/** Notes on their way by drag: where they would land. */
export interface Drag {
  readonly note: Id;
  readonly x: number;
  readonly y: number;
  readonly zone: Id | null;
  readonly before: Id | null;
  /** While notes are sorted: the place they would land on, as {@link Desk.drop} names it, and the note there. */
  readonly place?: string | undefined;
  readonly onto?: Id | undefined;
}

/**
 * What is looked at: where notes were written, as a map or as a list, what belongs together, or how it is worded what was
 * learned.
 */
export type View = 'map' | 'list' | 'themes' | 'insights';

/**
 * What this person has on their own desk while they look at a board: selection, open menu, the zone they write for.
 * Nothing of it is sent or kept.
 */
export class Desk {
  readonly board: BoardState;
  readonly writers: Writers;
  readonly camera = new Camera();
  readonly selected = new SvelteSet<Id>();
  readonly #seat = new SvelteMap<Id, Id>();
  #zone = $state<Id>('');
  #chosen = $state.raw<{ readonly phase: Id; readonly zone: Id } | null>(null);
  menu = $state.raw<OpenMenu | null>(null);
  editing = $state<Id | null>(null);
  drawer = $state.raw<Drawer | null>(null);
  sheet = $state<Sheet | null>(null);
  /** What was brought in and lies in no zone yet is looked at, where the drawer leaves room for it. */
  tray = $state(false);
  /** Notes are being brought in. */
  intake = $state(false);
  /** What was pasted or dropped is looked at before it becomes notes; the composer's page opens it, for whoever writes. */
  pasted = $state.raw<Pasted | null>(null);
  /** What the composer is about to write is anonymous; so is what is brought in. */
  anon = $state(false);
  drag = $state.raw<Drag | null>(null);
  readonly #carries = $derived(this.drag?.note ?? null);
  /** The notes on their way by drag. */
  readonly carried: readonly Id[] = $derived(this.#carries === null ? [] : this.meant(this.#carries));
  /** A note that somebody is led to, or points at: it is drawn, however many there are. */
  wanted = $state<Id | null>(null);
  /** Everything is drawn, however much it is: it is about to be printed. */
  whole = $state(false);
  /** What a search leaves pale; null: nothing. */
  dimmed = $state.raw<((note: Note) => boolean) | null>(null);
  /** The hue of a note's paper where colours are a view; null: the paper of its side. */
  tint = $state.raw<((note: Note) => number | null) | null>(null);
  /** What a note's colour means, for its foot: colour is never the only one to say it. */
  tintWord = $state.raw<((note: Note) => string) | null>(null);
  /** The initials of those for whom there is no colour. */
  tintMark = $state.raw<((note: Note) => string) | null>(null);
  /** What notes are coloured by, and whether lines show their links: how this device likes to see boards. */
  colour = $state<Colour>(colours.find((each) => each === kept('colour')) ?? 'side');
  lines = $state(kept('lines') === 'yes');
  /** The popover for that is open, from a place on the screen. */
  viewing = $state.raw<DOMRect | null>(null);
  /** The note whose links are looked at. */
  linking = $state<Id | null>(null);
  /** The guess of the team whose backing is looked at. */
  backing = $state<Id | null>(null);
  /** The guess written last: "what makes us think so?" */
  asked = $state<Id | null>(null);
  /** A number that somebody wants to see behind: a heading, and the notes it counts. */
  behind = $state.raw<{ readonly title: string; readonly notes: () => readonly Note[] } | null>(null);
  /** What is talked about in the dialog for comments. */
  commenting = $state<Id | null>(null);
  /** The note of which is said that it is settled already. */
  fixing = $state<Id | null>(null);
  /** What becomes of notes that are dropped on a place with this name (data-drop); the view that has such places says it. */
  drop: ((ids: readonly Id[], place: string, onto: Id | undefined) => void) | null = null;
  /** Something is looked for: the bar for it is open. */
  finding = $state(false);
  /** The list of what keys do is open. */
  help = $state(false);
  /** What is open of the board's past, or of what is made of it. */
  past = $state<PastSheet | null>(null);
  /** Pictures of the board are made, or of the notes that are selected. */
  pictures = $state<'board' | 'notes' | null>(null);
  /** How this device likes to see where notes were written. */
  #likes = $state<'map' | 'list'>(kept('view') === 'list' ? 'list' : 'map');
  #view = $state.raw<{ readonly phase: Id; readonly view: View } | null>(null);
  /** Words to put (back) into the composer; it takes them and clears this. */
  handed = $state<string | null>(null);
  /** Whether a phone's layout is shown: one zone at a time. */
  phone = $state(false);
  /** Who is followed: this view goes where theirs is. */
  follow = $state<Id | null>(null);
  /** What is being written is to go without a name: nobody is told where this person is. */
  shy = $state(false);
  /** The list of people is open. */
  people = $state(false);
  /** It was opened to choose whom to follow. */
  choosing = false;

  constructor(board: BoardState) {
    this.board = board;
    this.writers = new Writers(board);
  }

  /** Whether a zone takes notes in the running step. */
  readonly #now = (zone: Zone): boolean => !this.board.can.willWait(zone.id);

  /** The zone that is written for and, on a phone, shown. */
  get zone(): Zone | undefined {
    const { zones, me } = this.board;
    return zones.find((zone) => zone.id === this.#zone) ?? firstZone(zones, me?.role === 'client', this.#now);
  }

  /** Whether this person may make groups of notes now. */
  get maySort(): boolean {
    return this.board.phase?.f.rules.see === 'all' && this.board.can.group;
  }

  /** What there is to choose from. Who may change insights has them in the drawer. */
  get views(): readonly View[] {
    const { phase, themes, insights, can } = this.board;
    const views: View[] = ['map', 'list'];
    if (phase?.f.rules.see === 'all' && (this.maySort || themes.length > 0)) views.push('themes');
    if (!can.insights && insights.length > 0) views.push('insights');
    return views;
  }

  /** What is looked at: what this person chose in this step, or what the step is about. */
  get view(): View {
    const { phase } = this.board;
    const chosen = this.#view?.phase === phase?.id ? this.#view?.view : undefined;
    const output = phase?.f.output;
    const sorted = output === 'themes' || (output === 'insights' && this.board.themes.length > 0);
    const view = chosen ?? (sorted && this.#likes === 'map' ? 'themes' : this.#likes);
    return this.views.includes(view) ? view : this.#likes;
  }

  /** Looks at something until the next step; whether it is the map or the list that notes stand in, this device remembers. */
  look(view: View): void {
    if (view === 'map' || view === 'list') {
      this.#likes = view;
      keep('view', view === 'list' ? view : '');
    }
    this.#view = { phase: this.board.phase?.id ?? '', view };
  }

  /** What the team works on instead of the board, as the address says; null is the board. */
  get work(): Work | null {
    const { route } = router;
    return route.screen === 'board' && this.board.can.insights ? (route.work ?? null) : null;
  }

  /** Goes to the wrap-up, the actions or their matrix, or with null back to the board. */
  open(work: Work | null): void {
    if (this.drawer?.show === 'insights' || this.drawer?.show === 'agenda') this.drawer = null;
    const board = `/b/${encodeURIComponent(this.board.id)}`;
    router.go(work === null ? board : `${board}/${work}`);
  }

  /** The zone that this person has chosen in this step to write for; '' while they only look at one. */
  get chosen(): Id {
    return this.#chosen?.phase === this.board.phase?.id ? (this.#chosen?.zone ?? '') : '';
  }

  /** Writes for `zone` from now on and puts the cursor into the composer. */
  writeFor(zone: Id): void {
    this.#zone = zone;
    this.#chosen = { phase: this.board.phase?.id ?? '', zone };
    document.querySelector<HTMLElement>('[data-composer]')?.focus();
  }

  show(zone: Id): void {
    this.#zone = zone;
  }

  /** The note of a zone that takes the focus when somebody tabs into it. */
  seat(zone: Id): Id | undefined {
    const was = this.#seat.get(zone);
    const notes = this.board.notesIn(zone);
    return notes.some((note) => note.id === was) ? was : notes[0]?.id;
  }

  sit(note: Note): void {
    this.#seat.set(note.f.place.zone, note.id);
  }

  toggle(id: Id): void {
    if (!this.selected.delete(id)) this.selected.add(id);
  }

  /** The notes an act on `id` means: all that are selected if it is one of them. */
  meant(id: Id): Id[] {
    return this.selected.has(id) ? [...this.selected] : [id];
  }

  move(id: Id, zone: Zone): void {
    const ids = this.meant(id).filter((each) => {
      const note = this.board.note(each);
      return note !== undefined && this.board.can.move(note);
    });
    this.board.moveNotes(ids, zone.id);
    this.selected.clear();
    const stands = () => ids.some((each) => this.board.note(each)?.f.place.zone === zone.id);
    if (this.phone)
      toasts.show(t.note.moved(said(zone.f.title)), { label: t.undo, run: () => this.board.undo(), stands });
    else announcer.say(t.note.moved(said(zone.f.title)));
    this.focus(id);
  }

  remove(ids: readonly Id[]): void {
    const gone = ids.filter((id) => {
      const note = this.board.note(id);
      return note !== undefined && this.board.can.remove(note);
    });
    if (gone.length === 0) return;
    const first = this.board.note(gone[0] ?? '');
    const after = first === undefined ? [] : this.board.notesIn(first.f.place.zone);
    const next = after.find((note) => !gone.includes(note.id) && note.f.place.order >= (first?.f.place.order ?? ''));
    this.board.remove(gone);
    for (const id of gone) this.selected.delete(id);
    toasts.show(t.note.removed(gone.length), {
      label: t.undo,
      run: () => this.board.restore(gone),
      stands: () => gone.some((id) => this.board.note(id) === undefined),
    });
    const on = next ?? this.board.notesIn(first?.f.place.zone ?? '').at(-1);
    if (on !== undefined) this.focus(on.id);
    else document.querySelector<HTMLElement>(`[id="zone-${first?.f.place.zone ?? ''}"] button`)?.focus();
  }

  /** Begins to edit a note, or says why not. */
  edit(note: Note): void {
    if (this.board.can.edit(note)) this.editing = note.id;
    else if (this.board.can.write && note.f.side === 'customer') toasts.show(t.note.authorOnly);
  }

  /** Says that customers' notes stand behind a guess of the team. */
  back(note: Note, voices: readonly Id[]): void {
    const because = [...new Set([...note.f.because, ...voices])];
    this.backing = null;
    if (because.length > most) return toasts.show(t.backing.full);
    this.board.set(note.id, { because });
    this.selected.clear();
    const undo = { label: t.undo, run: () => this.unback(note, voices) };
    toasts.show(t.backing.done(backers(this.board, note).length), undo);
    this.focus(note.id, this.phone ? 'center' : 'nearest');
  }

  /** Takes notes out from behind a guess. */
  unback(note: Note, voices: readonly Id[]): void {
    this.board.set(note.id, { because: note.f.because.filter((id) => !voices.includes(id)) });
    if (backers(this.board, note).length === 0) announcer.say(t.backing.undone);
  }

  /** Opens the bar that looks for notes, or goes back to it. */
  find(): void {
    this.finding = true;
    document.querySelector<HTMLElement>('[data-find]')?.focus();
  }

  /** Leads to a note's place on the board: brings it into sight and, unless somebody is asked to stay where they write, the focus to it. */
  goTo(note: Note, focus = true): void {
    if (this.view === 'list' && this.dimmed?.(note) === true) this.finding = false; // the list leaves it out
    this.backing = null;
    this.behind = null;
    if (this.phone) this.drawer = null;
    if (this.work !== null) this.open(null);
    if (this.view !== 'list' && (this.phone || this.view === 'insights')) this.look(this.#likes);
    this.show(note.f.place.zone);
    this.sit(note);
    if (focus) this.focus(note.id);
    else this.whenDrawn(note.id, (card) => card.scrollIntoView({ block: 'nearest', inline: 'nearest' }));
  }

  /** Opens the agenda, or closes it. */
  toggleAgenda(open = this.drawer?.show !== 'agenda'): void {
    this.drawer = open ? { show: 'agenda' } : null;
  }

  /** Shows the drawer for a new insight from `ids`. */
  makeInsight(ids: readonly Id[]): void {
    const id = this.board.addInsight(ids, '');
    this.selected.clear();
    this.drawer = { show: 'insight', id };
  }

  /**
   * Puts the focus on a note once it is drawn, unless somebody has begun to write until then; `block` says to where in its
   * zone it is brought.
   */
  focus(id: Id, block: ScrollLogicalPosition = 'nearest'): void {
    const from = document.activeElement;
    this.whenDrawn(id, (card) => {
      const at = document.activeElement;
      if (at !== from && at?.matches('textarea, input')) return;
      card.focus({ preventScroll: true });
      card.scrollIntoView({ block, inline: 'nearest' });
    });
  }

  /** Does something with a note's card once it is there; what shows it may have to be loaded first, over a slow line. */
  whenDrawn(id: Id, run: (card: HTMLElement) => void, tries = 300): void {
    this.wanted = id;
    requestAnimationFrame(() => {
      const card = document.getElementById(`note-${id}`);
      if (card !== null) run(card);
      else if (tries > 0 && this.wanted === id) this.whenDrawn(id, run, tries - 1);
    });
  }
}

export const [getDesk, setDesk] = createContext<Desk>();
