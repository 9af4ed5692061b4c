import { expect, test } from 'vitest';
import { apply, transform, type Edit } from '../model/text.ts';
import { seeded } from '../sync/testing/clock.ts';
import { TextField, type Field } from './textfield.ts';

/** A field and a text whose edits are applied at once, as the board does. */
class Page {
  text: string;
  readonly field: Field & { setSelectionRange(start: number, end: number): void };
  readonly bound: TextField;
  readonly edits: Edit[] = [];
  focused = true;

  constructor(text: string) {
    this.text = text;
    this.field = {
      value: '',
      selectionStart: 0,
      selectionEnd: 0,
      scrollTop: 7,
      setSelectionRange(start, end) {
        this.selectionStart = start;
        this.selectionEnd = end;
      },
    };
    this.bound = new TextField(this.field, () => this.focused, {
      text: () => this.text,
      edit: (edit) => {
        this.text = apply(this.text, edit);
        this.edits.push(edit);
      },
    });
  }

  /** Types `words` at the caret, as a browser does before it says so. */
  type(words: string): void {
    const { value, selectionStart, selectionEnd } = this.field;
    this.field.value = value.slice(0, selectionStart ?? 0) + words + value.slice(selectionEnd ?? 0);
    const at = (selectionStart ?? 0) + words.length;
    this.field.setSelectionRange(at, at);
    this.bound.input();
  }

  theirs(...edit: Edit): void {
    this.text = apply(this.text, edit);
    this.bound.changed(edit);
  }
}

test('what is typed becomes an edit at once', () => {
  const page = new Page('felt');
  page.field.setSelectionRange(4, 4);
  page.type(' 😀');
  expect(page.text).toBe('felt 😀');
  expect(page.edits).toEqual([[4, ' 😀']]);
});

test('what others write comes in with the next frame and leaves the caret where it was', () => {
  const page = new Page('one 😀 two');
  page.field.setSelectionRange(7, 10);
  page.theirs('zero ');
  expect(page.field.value).toBe('one 😀 two');
  page.bound.flush();
  expect(page.field).toMatchObject({ value: 'zero one 😀 two', selectionStart: 12, selectionEnd: 15, scrollTop: 7 });
});

test('a field without the caret is left without it', () => {
  const page = new Page('one');
  page.focused = false;
  page.theirs('zero ');
  page.bound.flush();
  expect(page.field).toMatchObject({ value: 'zero one', selectionStart: 0 });
});

test('during a composition nothing comes in, and nothing typed is held back', () => {
  const page = new Page('ab');
  page.field.setSelectionRange(2, 2);
  page.bound.compositionStart();
  page.type('に');
  page.theirs('X');
  page.bound.flush();
  page.field.value = 'ab日'; // the input method replaces what it had
  page.bound.input();
  expect(page.field.value).toBe('ab日');
  expect(page.text).toBe('Xab日');
  page.bound.compositionEnd();
  expect(page.field.value).toBe('Xab日');
  expect(page.field.selectionStart).toBe(4);
});

test('what may not be sent does not stay in the field', () => {
  const page = new Page('');
  page.type('a\u202eb');
  expect(page.text).toBe('ab');
  expect(page.field.value).toBe('ab');
});

test('whatever the order of typing, their edits and frames, field and text end equal', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const random = seeded(seed);
    const below = (n: number) => Math.floor(random() * n);
    const page = new Page('felt board');
    let composing = false;
    for (let i = 0; i < 40; i++) {
      const length = [...page.text].length;
      const at = below(length + 1);
      const choice = below(6);
      if (choice === 0) page.theirs(...(at > 0 ? [at] : []), '·');
      else if (choice === 1 && at < length) page.theirs(...(at > 0 ? [at] : []), -1);
      else if (choice === 2) page.bound.flush();
      else if (choice === 3) {
        composing = !composing;
        if (composing) page.bound.compositionStart();
        else page.bound.compositionEnd();
      } else {
        const { value } = page.field;
        const from = below(value.length + 1);
        page.field.setSelectionRange(from, Math.min(value.length, from + below(3)));
        page.type(['x', 'yz', ''][below(3)] ?? '');
      }
    }
    page.bound.compositionEnd();
    expect(page.field.value, `seed ${seed}`).toBe(page.text);
  }
});

test('typing and their edit meet as the laws of text say', () => {
  const page = new Page('felt');
  page.theirs(4, ' theirs');
  page.field.setSelectionRange(4, 4);
  page.type(' mine');
  expect(page.text).toBe(apply(apply('felt', [4, ' theirs']), transform([4, ' mine'], [4, ' theirs'], 'right')));
});
