import { keep, kept } from './kept.ts';

/** Which colours the person wants: their device's, or one of ours. */
export type Scheme = 'auto' | 'light' | 'dark';

function read(): Scheme {
  const was = kept('colours');
  return was === 'light' || was === 'dark' ? was : 'auto';
}

class Colours {
  #scheme = $state<Scheme>(read());

  constructor() {
    this.#show();
  }

  get scheme(): Scheme {
    return this.#scheme;
  }

  /** Shows `scheme` now and on the next visit. */
  set scheme(scheme: Scheme) {
    this.#scheme = scheme;
    keep('colours', scheme === 'auto' ? '' : scheme);
    this.#show();
  }

  #show(): void {
    if (this.#scheme === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = this.#scheme;
  }
}

export const colours = new Colours();
