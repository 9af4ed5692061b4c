import type { Id } from '../../model/records.ts';
import { knownLinks, links, type LinkState } from '../../state/api.ts';
import { keep, kept } from '../parts/kept.ts';

/** Who a link lets in. The server keeps only a hash of it: this device remembers what it was shown. */
export type LinkRole = 'team' | 'client' | 'viewer';

/** The addresses that let people in, as far as this device has seen them. */
export type Links = { readonly [R in LinkRole]?: string };

export const linkRoles: readonly LinkRole[] = ['client', 'team', 'viewer'];

function read(board: Id): Readonly<Record<string, unknown>> {
  try {
    const got: unknown = JSON.parse(kept(`links.${board}`) ?? '{}');
    return typeof got === 'object' && got !== null ? { ...got } : {};
  } catch {
    return {};
  }
}

/** The ordinary links of a board that this device has seen. */
export function keptLinks(board: Id): Links {
  return Object.fromEntries(
    Object.entries(read(board)).filter(
      ([role, url]) => linkRoles.includes(role as LinkRole) && typeof url === 'string',
    ),
  );
}

/** The links with limits that this device has seen: nobody is shown them but whom they are for. */
export function keptSpecials(board: Id): readonly string[] {
  const { special } = read(board);
  return Array.isArray(special) ? special.filter((url) => typeof url === 'string') : [];
}

/** Remembers ordinary links on this device, so that late-comers can still be shown them. */
export function keepLinks(board: Id, more: Links): void {
  write(board, { ...keptLinks(board), ...more }, keptSpecials(board));
}

/** Remembers a link with limits. */
export function keepSpecial(board: Id, url: string): void {
  write(board, keptLinks(board), [...keptSpecials(board), url].slice(-most));
}

/** As many links with limits are remembered, and so few asked about at a time. */
const most = 60;

function write(board: Id, ordinary: Links, special: readonly string[]): void {
  keep(`links.${board}`, JSON.stringify({ ...ordinary, ...(special.length > 0 && { special }) }));
}

/** The secret of a link, which stands behind `#k=`. */
function keyOf(url: string): string {
  return new URLSearchParams(url.slice(url.indexOf('#') + 1)).get('k') ?? '';
}

/** A link of a board, with its address if this device has seen it. */
export interface Seen extends LinkState {
  readonly url?: string;
}

/** Whether everybody of its role may come by a link, at any time, and without knowing anything. */
function isOrdinary(link: LinkState): boolean {
  return link.expires_at === 0 && link.most === 0 && !link.passphrase;
}

/**
 * Asks for the links of a board, and forgets those of this device that let nobody in any more; one with limits that was
 * remembered as the ordinary one is not any longer. For its facilitator.
 */
export async function look(board: Id): Promise<readonly Seen[]> {
  const urls = [...Object.values(keptLinks(board)), ...keptSpecials(board)];
  const [list, ids] = await Promise.all([links(board), urls.length === 0 ? [] : knownLinks(board, urls.map(keyOf))]);
  const of = new Map<string, LinkState | undefined>();
  for (const [i, url] of urls.entries()) {
    // What was made between the two answers is not looked at this time.
    const link = list.find(({ id }) => id === ids[i]);
    if (link !== undefined || ids[i] === '') of.set(url, link);
  }
  const now = Object.entries(keptLinks(board));
  const special = now.flatMap(([, url]) => {
    const link = of.get(url);
    return link !== undefined && !isOrdinary(link) ? [url] : [];
  });
  write(
    board,
    Object.fromEntries(now.filter(([, url]) => !special.includes(url) && !(of.has(url) && of.get(url) === undefined))),
    [...keptSpecials(board).filter((url) => !of.has(url) || of.get(url) !== undefined), ...special],
  );
  return list.map((link) => {
    const url = urls.find((each) => of.get(each)?.id === link.id);
    return url === undefined ? link : { ...link, url };
  });
}
