// Dictation, where the browser offers it. What is heard for sure goes into the field; nothing is sent by itself.
import { place } from '../words/words.ts';
import type { Draft } from './draft.svelte.ts';

/** What of the browser's speech recognition is used; TypeScript's own list of the DOM does not have it. */
interface Recognition {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onresult: ((event: Heard) => void) | null;
  onerror: ((event: { readonly error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
  abort(): void;
}

interface Heard {
  readonly resultIndex: number;
  readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }> & { readonly isFinal: boolean }>;
}

type Maker = new () => Recognition;

function maker(): Maker | undefined {
  const all = window as unknown as { readonly SpeechRecognition?: Maker; readonly webkitSpeechRecognition?: Maker };
  return all.SpeechRecognition ?? all.webkitSpeechRecognition;
}

/** Why it stopped by itself. */
export type Failure = '' | 'denied' | 'silent' | 'failed';

class Dictation {
  readonly #draft: Draft;
  #made: Recognition | undefined;
  listening = $state(false);
  /** What is being heard and may still change. */
  interim = $state('');
  failure = $state<Failure>('');

  constructor(draft: Draft) {
    this.#draft = draft;
  }

  start(): void {
    const Made = maker();
    if (Made === undefined || this.listening) return;
    const made = (this.#made = new Made());
    made.lang = place;
    made.continuous = true;
    made.interimResults = true;
    made.onresult = (event) => this.#heard(event);
    made.onerror = ({ error }) => {
      if (error === 'not-allowed' || error === 'service-not-allowed') this.failure = 'denied';
      else if (error === 'no-speech') this.failure = 'silent';
      else if (error !== 'aborted') this.failure = 'failed';
    };
    made.onend = () => {
      if (this.#made === made) this.#end();
    };
    this.failure = '';
    this.interim = '';
    try {
      made.start();
      this.listening = true;
    } catch {
      this.failure = 'failed';
    }
  }

  /** Stops listening; what was heard so far stays in the field. */
  stop(): void {
    if (this.interim !== '') this.#write(this.interim);
    this.#made?.abort();
    this.#end();
  }

  #end(): void {
    this.#made = undefined;
    this.listening = false;
    this.interim = '';
  }

  #heard({ resultIndex, results }: Heard): void {
    let interim = '';
    for (const result of Array.from(results).slice(resultIndex)) {
      const words = result[0]?.transcript ?? '';
      if (result.isFinal) this.#write(words);
      else interim += words;
    }
    this.interim = interim;
  }

  #write(words: string): void {
    const { text } = this.#draft;
    const gap = text === '' || /\s$/.test(text) || /^\s/.test(words) ? '' : ' ';
    this.#draft.text = text + gap + (text === '' ? words.trimStart() : words);
  }
}

const dictations = new WeakMap<Draft, Dictation>();

/** The dictation into a draft: the button and the line that tells of it share it. */
export function dictationOf(draft: Draft): Dictation {
  const dictation = dictations.get(draft) ?? new Dictation(draft);
  dictations.set(draft, dictation);
  return dictation;
}
