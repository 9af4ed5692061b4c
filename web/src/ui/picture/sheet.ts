// What a picture shows of a board: what this viewer sees of it on the screen, and nothing else. No id of a person and
// nothing of a record that is not drawn gets past here.
import type { Id, Note, Phase, Zone } from '../../model/records.ts';
import { denied, shownSide } from '../../model/voices.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { backers, guessed, tacked } from '../backing/backing.ts';
import { byline, onBehalf } from '../board/names.ts';
import { layoutOf, type Layout } from '../board/layout.ts';
import type { Look, Meaning } from '../colour/colour.ts';
import { bare } from '../words/within.ts';
import { asked, said, t } from '../words/words.ts';
import { curvePhase, curveShown, stopsOf, type Stop } from '../journey/curve.ts';
import type { signs } from './marks.ts';
import { p } from './words/words.ts';

/** What of a board a picture is made of; the whole of a {@link BoardState} is more than enough. */
export interface Seen extends Pick<
  BoardState,
  'info' | 'zones' | 'persona' | 'members' | 'phase' | 'me' | 'note' | 'notesIn' | 'felt' | 'customers' | 'isMine'
> {
  readonly phases?: readonly Phase[];
  readonly reactions?: (note: Id) => ReadonlyMap<string, { readonly count: number }>;
  /** Nobody is named. */
  readonly nameless?: boolean;
  /** Notes that are shown without their words: these are for the room only. */
  readonly untold?: ReadonlySet<Id>;
}

/** A note as it is drawn. */
export interface Card {
  readonly id: Id;
  readonly text: string;
  /** Its words are not shown, only that they are there. */
  readonly untold: boolean;
  readonly quote: boolean;
  readonly paper: 'customer' | 'team';
  /** What its paper says in a view by colours; null where it says the side. */
  readonly tint: Tint | null;
  readonly edge: 'plain' | 'dashed' | 'sewn';
  readonly behalf: boolean;
  readonly sign: keyof typeof signs | null;
  readonly face: number | null;
  readonly name: string;
  /** What stands between the words and the foot. */
  readonly lines: readonly { readonly text: string; readonly sign?: 'lock' | 'thread' }[];
  readonly felt: number;
  readonly of: number;
  readonly reactions: readonly { readonly kind: string; readonly count: number }[];
  readonly score: Note['f']['score'];
}

/** The paper of a view by colours: a hue, or none and perhaps two letters instead. */
export type Tint = Pick<Meaning, 'hue' | 'mark'>;

/** A zone as it is drawn. */
export interface Plot {
  readonly id: Id;
  readonly title: string;
  readonly prompt: string;
  readonly area: string;
  readonly kind: Zone['f']['kind'];
  /** The zone that heads it; '' for none. */
  readonly column: Id;
  /** What its cells are called on the board, before it is put into the reader's language. */
  readonly row: string;
  readonly cards: readonly Card[];
}

export interface Sheet {
  readonly title: string;
  readonly layout: Layout;
  readonly persona: { readonly name: string; readonly situation: string } | null;
  readonly plots: readonly Plot[];
  /** How each column felt, where that was asked and may be looked at; of a picture of the whole board. */
  readonly stops: readonly Stop[] | null;
  /** What the colours of the papers mean; null where these are of sides. */
  readonly colours: readonly (Tint & { readonly name: string })[] | null;
}

/** What of a board is drawn. */
export type Part =
  | { readonly of: 'board' }
  | { readonly of: 'notes'; readonly ids: ReadonlySet<Id> }
  | { readonly of: 'zone'; readonly id: Id };

/** Reads a part of a board. Who reads this in an effect hears of every change of it. */
export function sheetOf(board: Seen, part: Part, look: Look | null = null): Sheet {
  const customer = board.me?.role === 'client';
  const all = board.zones.map((zone): Plot => {
    const notes = board.notesIn(zone.id).filter((note) => part.of !== 'notes' || part.ids.has(note.id));
    return {
      id: zone.id,
      title: said(zone.f.title),
      prompt: asked(zone.f.prompt, customer),
      area: zone.f.area,
      kind: zone.f.kind,
      column: zone.f.column,
      row: zone.f.title,
      cards: notes.map((note) => cardOf(board, note, look)),
    };
  });
  const title = said(board.info?.f.title ?? '');
  const persona = board.persona && { name: said(board.persona.f.name), situation: board.persona.f.situation };
  const chosen = all.filter((plot) =>
    part.of === 'board' ? true : part.of === 'zone' ? plot.id === part.id : plot.cards.length > 0,
  );
  const colours = look && legendOf(board, look, chosen);
  if (part.of === 'board') {
    const layout = layoutOf(board.zones.map((zone) => zone.f));
    return { title, layout, persona: persona ?? null, plots: all, stops: feltOn(board), colours };
  }
  const plots = chosen.map((plot) => ({ ...named(plot, all), column: '' }));
  return { title, layout: 'free', persona: null, plots, stops: null, colours };
}

/** What came of the journey's question of how each step felt. */
function feltOn(board: Seen): Sheet['stops'] {
  const phase = curvePhase(board.phases ?? [], board.phase);
  if (!curveShown(phase, board.phase)) return null;
  const columns = board.zones.filter((zone) => zone.f.kind === 'column');
  return stopsOf(
    columns.map(({ id }) => id),
    phase.f.results,
  );
}

/** The meanings that are in the picture, and no others. */
function legendOf(board: Seen, look: Look, plots: readonly Plot[]): Sheet['colours'] {
  const drawn = plots.flatMap(({ cards }) =>
    cards.flatMap(({ id, tint }) => (tint === null ? [] : (board.note(id) ?? []))),
  );
  const used = new Set(drawn.map((note) => look.of(note)?.key));
  return look.legend.filter(({ key }) => used.has(key)).map(({ name, hue, mark }) => ({ name, hue, mark }));
}

/** A cell that stands alone also says which column it is of. */
export function named(plot: Plot, all: readonly Plot[]): Plot {
  const head = all.find(({ id }) => id === plot.column);
  return { ...plot, title: head === undefined ? plot.title : `${head.title} · ${plot.title}`, kind: 'notes' };
}

/** How many of a sheet's notes hold words that are not everybody's to pass on. */
export function countOf(sheet: Sheet): number {
  return sheet.plots.reduce((sum, plot) => sum + plot.cards.length, 0);
}

function cardOf(board: Seen, note: Note, look: Look | null): Card {
  const { hue = null, mark = '' } = look?.of(note) ?? {};
  const untold = board.untold?.has(note.id) ?? false;
  const notSo = denied(note);
  const guess = guessed(note) || notSo;
  const sewn = guess && !notSo && !tacked(board, note);
  const { kind, emotion } = note.f;
  return {
    id: note.id,
    text: untold ? p.untold : note.f.text,
    untold,
    quote: kind === 'quote' && !notSo && !untold,
    paper: shownSide(note),
    tint: look === null ? null : { hue, mark },
    edge: !guess ? 'plain' : sewn ? 'sewn' : 'dashed',
    behalf: onBehalf(note),
    sign: kind === 'data' || kind === 'idea' || kind === 'question' ? kind : null,
    face: emotion === null ? null : emotion + 2,
    name: untold || board.nameless === true ? '' : bare(signature(board, note)),
    lines: untold ? [] : linesOf(board, note),
    felt: board.felt(note.id).count,
    of: board.customers(),
    reactions: [...(board.reactions?.(note.id) ?? [])]
      .filter(([of, { count }]) => of !== 'felt' && count > 0)
      .map(([of, { count }]) => ({ kind: of, count })),
    score: note.f.score,
  };
}

/**
 * Whose it is, as others read it: a picture is given away, and whoever gets it is not the "you" of the screen. What shows
 * no author to others (B-55) has none here.
 */
function signature({ me, members, phase }: Seen, note: Note): string {
  const shown = note.f.state !== 'revealed' && phase?.f.rules.authors === 'named';
  const { id, type, f, by } = note; // no spread: a board's notes are views of it, with nothing of their own
  const signed = by !== undefined && (note.mine !== true || shown);
  return byline({ me, members, phase, isMine: () => false }, signed ? { id, type, f, by } : { id, type, f });
}

function linesOf(board: Seen, note: Note): Card['lines'] {
  const { state, severity, context, behalf, confirmed } = note.f;
  const lines: { text: string; sign?: 'lock' | 'thread' }[] = [];
  if (state === 'private') lines.push({ text: t.note.private, sign: 'lock' });
  if (state === 'waiting') lines.push({ text: t.note.waits });
  if (state === 'held') lines.push({ text: board.me?.role === 'facilitator' ? t.note.heldHost : t.note.held });
  if (behalf !== '' && confirmed === 'no') lines.push({ text: t.note.denied });
  else if (behalf !== '' && confirmed !== 'yes') {
    if (board.members.find(({ id }) => id === behalf)?.f.seat !== 'none') lines.push({ text: t.note.unconfirmed });
  }
  const about = [t.note.severity[(severity ?? 0) - 1], context.build, context.task, context.environment];
  if (about.some(Boolean)) lines.push({ text: about.filter(Boolean).join(' · ') });
  const behind = guessed(note) ? backers(board, note).length : 0;
  if (behind > 0) lines.push({ text: t.backing.mark(behind), sign: 'thread' });
  return lines;
}
