import type { Id } from '../../model/records.ts';
import { ApiError, roomCode } from '../../state/api.ts';

/** How long a code is shown before the server is asked whether it is still that one, in milliseconds. */
const often = 60_000;

/** A board's short code, for as long as the component that makes this is on the page. */
export class ShownCode {
  /** As in "ABC-DEF"; '' while there is none. */
  text = $state('');
  #expires = 0;

  /** `wanted` says whether this browser may ask for it, and whether there can be one. */
  constructor(board: Id, wanted: () => boolean) {
    $effect(() => {
      if (!wanted()) {
        this.text = '';
        return;
      }
      let gone = false;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const ask = async (): Promise<void> => {
        try {
          const { code, expires_at } = await roomCode(board);
          if (gone) return;
          this.text = code;
          this.#expires = expires_at;
        } catch (error) {
          if (gone) return;
          const refused = error instanceof ApiError && error.status < 500 && error.status !== 429;
          if (refused || Date.now() > this.#expires) this.text = '';
          if (refused) return;
        }
        timer = setTimeout(() => void ask(), often);
      };
      void ask();
      return () => {
        gone = true;
        clearTimeout(timer);
      };
    });
  }
}
