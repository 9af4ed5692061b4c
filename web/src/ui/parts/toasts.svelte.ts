/** Something that just happened, in one sentence, with at most one way back. */
export interface Toast {
  readonly key: number;
  readonly text: string;
  readonly act?: {
    readonly label: string;
    readonly run: () => void;
    /** Whether what happened still stands: a toast goes with it, however it was taken back. Without, it stays its time. */
    readonly stands?: () => boolean;
  };
}

/** How long a toast stays, in milliseconds: long enough to read it, reach for it and press. */
const stay = 8000;

class Toasts {
  #next = 0;
  list = $state.raw<readonly Toast[]>([]);

  show(text: string, act?: Toast['act']): void {
    const toast: Toast = { key: this.#next++, text, ...(act === undefined ? {} : { act }) };
    this.list = [...this.list.slice(-2), toast];
    setTimeout(() => this.dismiss(toast.key), stay);
  }

  dismiss(key: number): void {
    this.list = this.list.filter((toast) => toast.key !== key);
  }
}

export const toasts = new Toasts();

/** How long words stay in the live region, in milliseconds: who reads the page to its end meets no old ones. */
const heard = 7000;

/** What the polite live region says next. Each call replaces what was said before; the same words are said again. */
class Announcer {
  text = $state('');
  /** The same, for whoever speaks: to speak is not to listen. */
  #last = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  say(text: string): void {
    this.#last = text === this.#last ? `${text}\u00a0` : text;
    this.text = this.#last;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.text = ''), heard);
  }
}

export const announcer = new Announcer();
