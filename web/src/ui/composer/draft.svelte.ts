import type { Id, NoteKind, Zone } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { keep, kept } from '../parts/kept.ts';
import { fits } from './limit.ts';

/** A note being written: kept on this device until it is posted, so that a call or a locked screen loses nothing. */
export class Draft {
  readonly #board: Id;
  #text = $state('');
  anon = $state(false);
  /** The team's answer to "how do you know?"; customers are not asked. */
  kind = $state<NoteKind>('observation');
  behalf = $state<Id>('');
  whose = $state('');

  constructor(board: Id) {
    this.#board = board;
    this.#text = kept(`draft.${board}`) ?? '';
  }

  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    this.#text = text;
    keep(`draft.${this.#board}`, text);
  }

  get sendable(): boolean {
    return this.#text.trim() !== '' && fits(this.#text);
  }

  /** Posts the note and empties the field; what was said about it (kind, anonymous, whose) stays for the next one. */
  post(board: BoardState, zone: Zone): Id {
    const customer = board.me?.role === 'client';
    const id = board.addNote({
      zone: zone.id,
      text: this.#text.trim(),
      anon: this.anon,
      kind: customer ? voiced(zone) : this.kind,
      ...(customer || this.behalf === '' ? {} : { behalf: this.behalf }),
      ...(customer || this.whose.trim() === '' ? {} : { whose: this.whose.trim() }),
    });
    this.text = '';
    return id;
  }
}

/** What a customer writes is their own words, or what they did where the map asks for that. */
function voiced(zone: Zone): NoteKind {
  return zone.f.area === 'bl' || zone.f.area === 'do' ? 'observation' : 'quote';
}
