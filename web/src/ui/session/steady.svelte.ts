/** For so long after the step has changed, by whomever, a press still meant the step before (ms). */
export const meant = 700;

/**
 * Keeps one wish from being two steps. `Next` is named with the step it leads to; when that changes under the finger,
 * by a double click or because somebody else went on, the press that follows at once was for the name before.
 */
export class Steady {
  /** A press now would be for what the button said before. */
  busy = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The step has changed. */
  moved(): void {
    this.busy = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.busy = false), meant);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
