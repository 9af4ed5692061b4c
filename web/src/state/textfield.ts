// A text field on the page and a text of the board, kept equal while people on both sides write.
import { apply, diff, mapCaret, pointToUtf16, transform, utf16ToPoint, type Edit } from '../model/text.ts';
import { clean } from '../model/values.ts';

/** What a text field element offers. */
export interface Field {
  value: string;
  selectionStart: number | null;
  selectionEnd: number | null;
  scrollTop: number;
  setSelectionRange(start: number, end: number): void;
}

/** The text of the board. */
export interface Source {
  /** Its content as it shows; undefined while there is no such record. */
  text(): string | undefined;
  /** Asks for an edit of what shows. */
  edit(edit: Edit): void;
}

/**
 * Binds a field to a text. What is typed becomes an edit at once. What others write waits in a queue and is brought into
 * the field by {@link flush}, caret and scrolling kept, but never during a composition: an input method would lose its
 * place. Until then what is typed is rebased over the queue, and the queue over what is typed.
 */
export class TextField {
  readonly #field: Field;
  readonly #focused: () => boolean;
  readonly #source: Source;
  /** What the field held when it was last looked at. */
  #held: string;
  #queue: Edit[] = [];
  #composing = false;

  /** `focused` says whether the caret is in the field: in others it is left alone. */
  constructor(field: Field, focused: () => boolean, source: Source) {
    this.#field = field;
    this.#focused = focused;
    this.#source = source;
    this.#held = source.text() ?? '';
    field.value = this.#held;
  }

  /** The text has been changed by anything but this field. */
  changed(edit: Edit): void {
    this.#queue.push(edit);
  }

  /** Somebody has typed. */
  input(): void {
    const field = this.#field;
    const typed = clean('text', field.value);
    const caret = utf16ToPoint(typed, Math.min(field.selectionEnd ?? typed.length, typed.length));
    let edit = diff(this.#held, typed, caret);
    this.#held = typed;
    this.#queue = this.#queue.map((over) => {
      const rebased = transform(over, edit, 'left');
      edit = transform(edit, over, 'right');
      return rebased;
    });
    if (edit.length > 0) this.#source.edit(edit);
    if (!this.#composing && field.value !== typed) this.#show(typed, (at) => Math.min(at, typed.length));
    this.flush();
  }

  compositionStart(): void {
    this.#composing = true;
  }

  compositionEnd(): void {
    this.#composing = false;
    this.input();
  }

  /** Brings what others have written into the field, unless something is being composed. */
  flush(): void {
    if (this.#composing) return;
    const now = this.#source.text();
    if (now === undefined) return;
    const before = this.#held;
    const edits = leadTo(before, this.#queue, now) ? this.#queue : [diff(before, now)];
    this.#queue = [];
    if (now === before) return;
    this.#held = now;
    this.#show(now, (at) => {
      const point = edits.reduce((pos, edit) => mapCaret(pos, edit), utf16ToPoint(before, at));
      return pointToUtf16(now, point);
    });
  }

  /** Replaces the content; `move` says where an offset of the old one is in the new one. */
  #show(value: string, move: (at: number) => number): void {
    const field = this.#field;
    const { selectionStart, selectionEnd, scrollTop } = field;
    field.value = value;
    if (selectionStart !== null && selectionEnd !== null && this.#focused()) {
      field.setSelectionRange(move(selectionStart), move(selectionEnd));
    }
    field.scrollTop = scrollTop;
  }
}

function leadTo(from: string, edits: readonly Edit[], to: string): boolean {
  try {
    return edits.reduce((text, edit) => apply(text, edit), from) === to;
  } catch {
    return false; // an edit that does not fit: the difference will do
  }
}
