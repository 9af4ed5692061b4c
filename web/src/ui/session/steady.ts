/** For so long after the step has changed, by whomever, a press still meant the step before (ms). */
const meant = 700;

/**
 * Keeps one wish from being two steps. `Next` is named with the step it leads to; when that changes under the finger,
 * by a double click or because somebody else went on, the press that follows at once was for the name before.
 */
export class Steady {
  #moved = -Infinity;

  /** The step has changed. */
  moved(now: number): void {
    this.#moved = now;
  }

  /** Whether a press at `now` means what the button says now. */
  may(now: number): boolean {
    return now - this.#moved >= meant;
  }
}
