import type { Id, NoteFields, NoteKind, Zone } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import type { NewNote } from '../../state/contract.ts';
import { called, memberOf } from '../board/names.ts';
import { keepInTab, keptInTab } from '../../state/page.ts';
import { keep, kept } from '../parts/kept.ts';
import { fits } from './limit.ts';

/** Where and how something happened; each may be empty. */
export type Context = NoteFields['context'];

const nowhere: Context = { build: '', task: '', environment: '' };

/** A note being written: kept on this device until it is posted, so that a call or a locked screen loses nothing. */
export class Draft {
  readonly #board: Id;
  #text = $state('');
  /** Whether notes are begun anonymously here (B-104). */
  usually = $state(false);
  #anon = $state<boolean | null>(null);
  /** The team's answer to "how do you know?" for the zone it was given in; customers are not asked. */
  #known = $state.raw<{ readonly zone: Id; readonly kind: NoteKind } | null>(null);
  behalf = $state<Id>('');
  whose = $state('');
  /** The phase in which a listening team member has said that it is a thought of their own. */
  thought = $state<Id>('');
  /** How bad it is, from 1 to 4; said of one note alone. */
  severity = $state<number | null>(null);
  #context = $state.raw<Context>(nowhere);

  constructor(board: Id) {
    this.#board = board;
    this.#text = kept(`draft.${board}`) ?? keptInTab(`draft.${board}`) ?? '';
    this.#context = { ...nowhere, ...recalled(board) };
  }

  /** Where and how it happened; this device remembers it for the next note. */
  get context(): Context {
    return this.#context;
  }

  setContext(part: Partial<Context>): void {
    this.#context = { ...this.#context, ...part };
    const said = Object.values(this.#context).some((line) => line !== '');
    keep(`context.${this.#board}`, said ? JSON.stringify(this.#context) : '');
  }

  /** Whether it goes without a name. Who writes down what somebody else says puts their name to it. */
  get anon(): boolean {
    return this.#anon ?? (this.usually && !this.voiced);
  }

  set anon(anon: boolean) {
    this.#anon = anon;
  }

  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    this.#text = text;
    keep(`draft.${this.#board}`, text);
    keepInTab(`draft.${this.#board}`, '');
  }

  /** Whether the team says whose words it writes down. */
  get voiced(): boolean {
    return this.behalf !== '' || this.whose.trim() !== '';
  }

  /**
   * How the team knows it: as it said, else by the zone. What goes on inside a head is thought until somebody says it; so
   * is what the team writes for itself (`guesses`) where customers tell how it is.
   */
  kindIn(zone: Zone, guesses = false): NoteKind {
    if (this.#known !== null && (this.#known.zone === zone.id || this.voiced)) return this.#known.kind;
    return this.voiced ? voiced(zone) : zone.f.inferred || guesses ? 'assumption' : 'observation';
  }

  /** Whether the team has said how it knows what it writes into a zone. */
  said(zone: Zone): boolean {
    return this.#known?.zone === zone.id;
  }

  setKind(zone: Zone, kind: NoteKind): void {
    this.#known = { zone: zone.id, kind };
  }

  /** Says whose words are written down, or with nobody named that the team speaks for itself. */
  speakFor(zone: Zone, who: { readonly behalf?: Id; readonly whose?: string }): void {
    this.behalf = who.behalf ?? '';
    this.whose = who.whose ?? '';
    this.setKind(zone, this.voiced ? voiced(zone) : 'observation');
  }

  /** What comes next is the team's own again until it says whose words it is. */
  speakForSelf(): void {
    this.behalf = '';
    this.whose = '';
    this.#known = null;
  }

  /** A command stands in it ("/says") that is neither chosen nor meant as it stands. */
  held = $state(false);

  get sendable(): boolean {
    return !this.held && this.#text.trim() !== '' && fits(this.#text);
  }

  /** A note of these words, and of all else that was said about what is being written. */
  noteOf(board: BoardState, zone: Zone, text: string): NewNote {
    const customer = board.me?.role === 'client';
    return {
      zone: zone.id,
      text: text.trim(),
      anon: this.anon,
      kind: customer ? voiced(zone) : this.kindIn(zone, guesses(board, zone)),
      ...(customer || this.behalf === '' ? {} : { behalf: this.behalf }),
      ...(customer || this.whose.trim() === '' ? {} : { whose: this.whose.trim() }),
      ...(board.info?.f.context === true ? { context: this.#context, severity: this.severity } : {}),
    };
  }

  /** Posts the note and empties the field. */
  post(board: BoardState, zone: Zone): Id {
    const id = board.addNote(this.noteOf(board, zone, this.#text));
    this.posted(board);
    return id;
  }

  /**
   * Empties the field. That it is anonymous stays for the next one; how it is known, and from whom, only where the team does
   * nothing but listen: what it writes of its own must not pass for a customer's words.
   */
  posted(board: BoardState): void {
    this.text = '';
    this.severity = null;
    if (this.voiced && !board.can.listens) this.speakForSelf();
  }
}

/** Whether a step is for this zone and not for all: it takes ideas or promises rather than how it is for customers. */
export function narrowed(board: BoardState, zone: Zone): boolean {
  return board.phases.some(({ f }) => f.zones.includes(zone.id));
}

/** Whether the team guesses by writing into a zone: in sessions where it listens first, customers say how it is. */
export function guesses(board: BoardState, zone: Zone): boolean {
  return board.phases.some(({ f }) => f.listen.includes('team')) && !narrowed(board, zone);
}

/** Whether the team is among itself: no step has a part for customers, so that nobody can have been heard. */
export function among(board: BoardState): boolean {
  return board.phases.every(({ f }) =>
    [f.rules.write, f.rules.move, f.listen, f.comment, f.ask.kind === 'none' ? [] : f.ask.roles].every(
      (roles) => !roles.includes('client'),
    ),
  );
}

/** Whose words the draft writes down, by name; empty where the writer speaks for themselves. */
export function spoken(board: BoardState, draft: Draft): string {
  return draft.behalf === '' ? draft.whose.trim() : called(memberOf(board, draft.behalf));
}

/** What kind of note something is in a zone while nobody has said it: of somebody's own words (`voice`), or of the team. */
export function usualKind(board: BoardState, zone: Zone, voice: boolean): NoteKind {
  return voice ? voiced(zone) : zone.f.inferred || guesses(board, zone) ? 'assumption' : 'observation';
}

/** What a customer writes is their own words, or what they did where the map asks for that. */
function voiced(zone: Zone): NoteKind {
  return zone.f.area === 'bl' || zone.f.area === 'do' ? 'observation' : 'quote';
}

/** The context this device remembers for a board, as far as it can be read. */
function recalled(board: Id): Partial<Context> {
  try {
    const all: unknown = JSON.parse(kept(`context.${board}`) ?? '{}');
    if (typeof all !== 'object' || all === null) return {};
    return Object.fromEntries(
      Object.entries(all).filter(([name, line]) => name in nowhere && typeof line === 'string'),
    );
  } catch {
    return {};
  }
}
