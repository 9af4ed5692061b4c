import { count } from '../../words/count.ts';
import type { LinkState } from '../../../state/api.ts';

const people = count('en', { one: 'person', other: 'people' });

/** The words of inviting people and of framing a board. English is the shape the others are checked against. */
export interface ShareWords {
  readonly title: string;
  readonly open: (title: string) => string;
  readonly planned: (title: string) => string;
  readonly starts: (when: string) => string;
  readonly early: string;
  readonly who: string;
  /** Who a link is for, in the middle of a sentence. */
  readonly whom: { readonly client: string; readonly team: string; readonly viewer: string };
  readonly tabs: { readonly client: string; readonly team: string; readonly viewer: string; readonly embed: string };
  readonly unseen: (whom: string) => string;
  readonly codeLabel: string;
  readonly newCode: string;
  readonly codeLasts: (hours: number) => string;
  readonly openBoard: string;
  readonly room: string;
  readonly ending: (whom: string) => string;
  readonly end: string;
  readonly keep: string;
  readonly another: (whom: string) => string;
  readonly endAll: (whom: string) => string;
  readonly failed: string;
  readonly away: string;
  readonly lan: string;
  readonly qr: (whom: string) => string;
  readonly point: string;
  readonly unreachable: string;
  /** Around the two things to set: "… with [--lan] for people here, or set [FELTBOARD_BASE_URL] to …". */
  readonly onlyHere: (base: string) => string;
  readonly orSet: string;
  readonly toOpen: string;
  readonly link: (whom: string) => string;
  readonly copy: string;
  readonly options: {
    readonly title: string;
    readonly ends: string;
    readonly endsHint: string;
    readonly most: string;
    /** `most` is how many the server lets come by one link; 0: not known yet. */
    readonly mostHint: (most: number) => string;
    readonly links: (most: number) => string;
    readonly full: string;
    readonly phrase: string;
    readonly phraseHint: (least: number) => string;
    readonly short: (least: number) => string;
    readonly over: string;
    readonly make: (whom: string) => string;
    readonly made: (phrase: string) => string;
    readonly lets: (n: number) => string;
    readonly link: (whom: string) => string;
    readonly qr: (whom: string) => string;
    readonly apart: string;
    readonly list: string;
    readonly of: Readonly<Record<LinkState['role'], string>>;
    readonly since: (when: string) => string;
    readonly joined: (n: number, most: number) => string;
    readonly until: (when: string) => string;
    readonly ended: string;
    readonly asks: string;
    readonly end: string;
    readonly endWho: (what: string) => string;
    readonly sure: string;
    readonly really: string;
  };
  readonly embed: {
    readonly what: string;
    readonly without: string;
    readonly where: (origins: string) => string;
    /** Before and after the setting's name. */
    readonly nowhere: string;
    readonly set: string;
    readonly make: string;
    readonly snippet: string;
    readonly copy: string;
    readonly see: string;
    readonly unseen: string;
    readonly endAll: string;
    readonly ending: string;
    readonly frame: (title: string) => string;
  };
}

export const en: ShareWords = {
  title: 'Invite people',
  open: (title) => `${title === '' ? 'Your board' : title} is open`,
  planned: (title) => `${title === '' ? 'Your board' : title} is planned`,
  starts: (when) => `Starts ${when}.`,
  early: 'Who comes earlier can write already: it waits until then.',
  who: 'Who is the link for?',
  whom: { client: 'customers', team: 'your team', viewer: 'people who only read' },
  tabs: { client: 'Customers', team: 'Team', viewer: 'Read only', embed: 'Embed' },
  unseen: (whom) =>
    `This device has not seen the link for ${whom}. The server keeps only a fingerprint of it, so it cannot be shown again. Another one can be made; the first goes on working.`,
  codeLabel: 'Code that lets customers in',
  newCode: 'New code',
  codeLasts: (hours) => `It works while the session runs, and for ${hours} hours at most.`,
  openBoard: 'Open the board',
  room: 'Room screen',
  ending: (whom) => `Everybody who came by a link for ${whom} is out at once. Their notes stay.`,
  end: 'End them, make a new one',
  keep: 'Keep them',
  another: (whom) => `Make another link for ${whom}`,
  endAll: (whom) => `End all links for ${whom}…`,
  failed: 'That could not be done. Try again in a moment.',
  away: 'The server cannot be reached just now. This goes on by itself.',
  lan: 'This is a trial on your own network: nothing is encrypted on the way.',
  qr: (whom) => `Code that opens the link for ${whom}`,
  point: 'Point a phone’s camera at the code, or send the link. No account needed.',
  unreachable: 'Phones cannot reach this address.',
  onlyHere: (base) => `${base} is only this computer. To let others in, start Feltboard with`,
  orSet: 'for people in this room, or set',
  toOpen: 'to an address they can open.',
  link: (whom) => `Link for ${whom}`,
  copy: 'Copy link',
  options: {
    title: 'Options',
    ends: 'Lets people in until',
    endsHint: 'Who is in by then stays.',
    most: 'People who may come by it',
    mostHint: (most) => (most === 0 ? 'Empty: as many as there are.' : `Empty: as many as there are, up to ${most}.`),
    links: (most) => `Up to ${most} links work at a time for each of these groups.`,
    full: 'There are as many links of this kind as may be. End one of them, or all.',
    phrase: 'Passphrase',
    phraseHint: (least) => `${least} characters or more. Send it by another way than the link: it is not shown again.`,
    short: (least) => `That is too short: ${least} characters or more.`,
    over: 'That time is over.',
    make: (whom) => `Make a link for ${whom} with these`,
    made: (phrase) => (phrase === '' ? 'This is the new link.' : `This is the new link. Its passphrase: ${phrase}`),
    lets: (n) => `lets in ${people(n)}`,
    link: (whom) => `Link with limits for ${whom}`,
    qr: (whom) => `Code that opens the link with limits for ${whom}`,
    apart: 'The code and the room screen stay with the ordinary link.',
    list: 'All links',
    of: { team: 'Team', client: 'Customers', viewer: 'Read only', embed: 'Embed', device: 'Your other devices' },
    since: (when) => `made ${when}`,
    joined: (n, most) => (most === 0 ? `${n} came by it` : `${n} of ${most} came by it`),
    until: (when) => `until ${when}`,
    ended: 'lets nobody in any more',
    asks: 'passphrase',
    end: 'End',
    endWho: (what) => `End: ${what}`,
    sure: 'Whoever came by it is out at once. Their notes stay.',
    really: 'End it',
  },
  embed: {
    what: 'Shows the board on a page of yours, as people see it who only read, and follows it.',
    without:
      'Nobody is named there, and customers’ words stand there only where they may be quoted. Whoever sees the page sees the board.',
    where: (origins) => `Pages that may show it: ${origins}.`,
    nowhere: 'No page may show it yet. Whoever runs this server has to list the pages’ origins first:',
    set: 'Then start it again. Until then the address works only in a window of its own.',
    make: 'Make the link',
    snippet: 'HTML to embed',
    copy: 'Copy HTML',
    see: 'See the page',
    unseen:
      'If there is a link already, this device has not seen it. Another one can be made; the first goes on working.',
    endAll: 'End all links to embed…',
    ending: 'Pages that show the board by such a link show nothing any more.',
    frame: (title) => `Board: ${title}`,
  },
};
