import type { Note } from '../../model/records.ts';

/** What the words of a note leave free beside them, and the first line for the menu's button (px). */
const beside = 28;
const button = 20;
/** Text is set smaller from here on, and ends after so many lines; NoteText.svelte knows the same. */
const long = 140;
const smaller = 0.9375;
const most = 9;
/** What a line takes, and a note besides its lines, until one of so many lines has been seen (px). */
const line = 22;
const around = 56;
const lowest = 104;

interface Guessed {
  readonly width: number;
  readonly lines: number;
}

/**
 * Guesses how high notes are that nobody has drawn: by how many lines their words take, and how high notes of so many
 * lines turned out to be. A wrong guess is put right when the note is drawn.
 */
export class Guess {
  readonly #words = new Map<string, number>();
  readonly #of = new WeakMap<Note, Guessed>();
  /** Heights of notes by their lines, at one width. */
  #seen: number[] = [];
  #width = 0;
  #pen: CanvasRenderingContext2D | null | undefined;

  /** A note's height at this width, in px. */
  height(note: Note, width: number): number {
    const lines = this.#lines(note, width);
    return this.#seen[lines] ?? Math.max(lowest, around + line * lines);
  }

  /** A note was drawn and is so high. */
  learn(note: Note, width: number, height: number): void {
    this.#seen[this.#lines(note, width)] = height;
  }

  #lines(note: Note, width: number): number {
    if (width !== this.#width) [this.#seen, this.#width] = [[], width];
    const was = this.#of.get(note);
    if (was?.width === width) return was.lines;
    const lines = this.#count(note.f.text, width - beside);
    this.#of.set(note, { width, lines });
    return lines;
  }

  /** How many lines words take, broken between them and, where one has no room, in them. */
  #count(text: string, room: number): number {
    const size = text.length > long ? smaller : 1;
    const space = this.#wide(' ') * size;
    let lines = 0;
    let at = button;
    for (const part of text.split('\n')) {
      lines++;
      for (const word of part.split(' ')) {
        const wide = this.#wide(word) * size;
        if (at + wide > room && at > 0) {
          lines++;
          at = 0;
        }
        lines += Math.max(0, Math.ceil(wide / room) - 1);
        at += (wide % room) + space;
        if (lines >= most) return most;
      }
      at = 0;
    }
    return lines;
  }

  #wide(word: string): number {
    const known = this.#words.get(word);
    if (known !== undefined) return known;
    if (this.#pen === undefined) {
      this.#pen = document.createElement('canvas').getContext('2d');
      if (this.#pen !== null) this.#pen.font = getComputedStyle(document.body).font;
    }
    const wide = this.#pen?.measureText(word).width ?? word.length * 8;
    this.#words.set(word, wide);
    return wide;
  }
}
