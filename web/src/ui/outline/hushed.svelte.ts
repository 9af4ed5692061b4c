import { keep, kept } from '../parts/kept.ts';

/** Whether what others do is left unsaid on this device. */
class Hushed {
  #on = $state(kept('hushed') === 'yes');

  get on(): boolean {
    return this.#on;
  }

  set on(on: boolean) {
    this.#on = on;
    keep('hushed', on ? 'yes' : '');
  }
}

export const hushed = new Hushed();
