/** What the team does with what a board says, beside it; each has an address below the board's. */
export type Work = 'wrapup' | 'actions' | 'matrix';

/** The screens that have an address. `params` are decoded; an address that is no screen is `unknown`. */
export type Route =
  | { readonly screen: 'home' }
  | { readonly screen: 'setup' }
  | { readonly screen: 'hand' | 'sign-in' | 'invite' | 'account' | 'people' }
  | { readonly screen: 'code'; readonly code: string }
  | { readonly screen: 'board'; readonly id: string; readonly work?: Work; readonly answers?: true }
  | { readonly screen: 'room' | 'embed' | 'mine'; readonly id: string }
  | { readonly screen: 'unknown' };

/** Reads a path (without query and fragment) as a route. It never throws: a path that cannot be decoded is `unknown`. */
export function parse(path: string): Route {
  if (path === '/') return { screen: 'home' };
  if (path === '/setup') return { screen: 'setup' };
  const own = /^\/(hand|sign-in|invite|account|people)$/.exec(path)?.[1];
  if (own !== undefined) return { screen: own as 'hand' };
  if (path === '/join') return { screen: 'code', code: '' };
  const code = /^\/j\/([\w-]+)$/.exec(path)?.[1];
  if (code !== undefined) return { screen: 'code', code };
  const framed = /^\/embed\/([\w-]+)$/.exec(path)?.[1];
  if (framed !== undefined) return { screen: 'embed', id: framed };
  const mine = /^\/mine\/([\w-]+)$/.exec(path)?.[1];
  if (mine !== undefined) return { screen: 'mine', id: mine };
  const [, board, part] = /^\/b\/([^/]+?)(?:\/(room|answers|wrapup|actions|matrix))?\/?$/.exec(path) ?? [];
  if (board === undefined) return { screen: 'unknown' };
  try {
    const id = decodeURIComponent(board);
    if (part === 'room') return { screen: 'room', id };
    if (part === 'answers') return { screen: 'board', id, answers: true };
    return { screen: 'board', id, ...(part !== undefined && { work: part as Work }) };
  } catch {
    return { screen: 'unknown' };
  }
}

class Router {
  #path = $state(location.pathname);

  constructor() {
    addEventListener('popstate', () => (this.#path = location.pathname));
  }

  get route(): Route {
    return parse(this.#path);
  }

  /** Shows `path` in this tab in place of what is shown. */
  turn(path: string): void {
    history.replaceState(null, '', path);
    this.#path = location.pathname;
  }

  /** Shows `path` in this tab as a new step of the history. */
  go(path: string): void {
    history.pushState(null, '', path);
    this.#path = location.pathname;
    scrollTo(0, 0);
  }
}

export const router = new Router();

/** For `onclick` of a link inside the app: a plain click stays in the page; a new tab, a download or a modified click does what browsers do. */
export function follow(event: MouseEvent & { readonly currentTarget: HTMLAnchorElement }): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  const link = event.currentTarget;
  if (link.target !== '' || link.origin !== location.origin) return;
  event.preventDefault();
  router.go(link.pathname + link.search + link.hash);
}
