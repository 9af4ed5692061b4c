import type { Id } from '../../model/records.ts';
import { keep, kept } from '../parts/kept.ts';

/** Who a link lets in. The server keeps only a hash of it: this device remembers what it was shown. */
export type LinkRole = 'team' | 'client' | 'viewer';

/** The addresses that let people in, as far as this device has seen them. */
export type Links = { readonly [R in LinkRole]?: string };

export const linkRoles: readonly LinkRole[] = ['client', 'team', 'viewer'];

/** The links of a board that this device has seen. */
export function keptLinks(board: Id): Links {
  try {
    const read: unknown = JSON.parse(kept(`links.${board}`) ?? '{}');
    if (typeof read !== 'object' || read === null) return {};
    return Object.fromEntries(
      Object.entries(read).filter(([role, url]) => linkRoles.includes(role as LinkRole) && typeof url === 'string'),
    );
  } catch {
    return {};
  }
}

/** Remembers links on this device, so that late-comers can still be shown them. */
export function keepLinks(board: Id, links: Links): void {
  keep(`links.${board}`, JSON.stringify({ ...keptLinks(board), ...links }));
}
