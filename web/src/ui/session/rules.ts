import type { Fields, Id, Phase, Role, Zone } from '../../model/records.ts';

/** Those who can be given a part in a step. */
export const parts = ['client', 'team', 'facilitator'] as const satisfies readonly Role[];
export type Part = (typeof parts)[number];

/** What a part does with words in a step: writes, writes only what customers say, or reads along. */
export type May = 'write' | 'listen' | 'read';

/** What one part may write in a step. */
export function mayOf(phase: Phase, part: Part): May {
  if (phase.f.rules.write.includes(part)) return 'write';
  return phase.f.listen.includes(part) ? 'listen' : 'read';
}

/** The fields that let a part write, listen or only read. Customers' own words are all they have: they do not listen. */
export function letWrite(phase: Phase, part: Part, may: May): Fields {
  const write = withPart(phase.f.rules.write, part, may === 'write');
  const listen = withPart(phase.f.listen, part, may === 'listen' && part !== 'client');
  return { rules: { ...phase.f.rules, write }, listen };
}

/** A list of roles with a part in it, or without; customers first, whoever was ticked first. */
export function withPart(roles: readonly Role[], part: Role, on: boolean): Role[] {
  const all = new Set(roles);
  if (on) all.add(part);
  else all.delete(part);
  return [...parts, 'viewer' as const].filter((each) => all.has(each));
}

/** What makes a step the kind of step it is; who leads without being a facilitator can only take these over (B-50). */
const kindOf = [
  'rules',
  'listen',
  'comment',
  'zones',
  'ask',
  'questions',
  'first',
  'timeout',
  'exit',
  'output',
] as const;

/** The fields of a step of the same kind, without what has become of its question. */
export function sameKind(phase: Phase): Fields {
  const f: Fields = phase.f;
  return Object.fromEntries(kindOf.map((name) => [name, f[name] ?? null]));
}

/** The step whose rules a new one takes over where nobody says: one for talk, that shows all and asks nothing. */
export function likeFor(phases: readonly Phase[], running: Phase | undefined): Phase | undefined {
  const plain = (phase: Phase): boolean => phase.f.rules.see === 'all' && phase.f.ask.kind === 'none';
  if (running !== undefined && plain(running)) return running;
  return phases.find(plain) ?? running;
}

/** The zones whose choice a step offers: those that take notes. */
export function openZones(zones: readonly Zone[]): readonly Zone[] {
  return zones.filter((zone) => zone.f.kind !== 'column');
}

/** A list of zones with one in it, or without. All of them are none: new ones are then open, too. */
export function withZone(chosen: readonly Id[], zone: Id, on: boolean, all: readonly Zone[]): Id[] {
  const set = new Set(chosen.length === 0 ? all.map((each) => each.id) : chosen);
  if (on) set.add(zone);
  else set.delete(zone);
  const left = all.map((each) => each.id).filter((id) => set.has(id));
  return left.length === all.length ? [] : left;
}

/** Where in a list something stands that is moved `by` places: what it then comes before, null being the end. */
export function stepTo(ids: readonly Id[], id: Id, by: number): Id | null | undefined {
  const at = ids.indexOf(id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= ids.length) return undefined;
  return by < 0 ? (ids[to] ?? null) : (ids[to + 1] ?? null);
}
