// The schema of a board: every type of record and its fields, as in boards/schema.go.
// A test compares it with the one Go writes to boards/testdata/vectors/schema.json.

/** What values a field takes; the words of boards/schema.go in lower case. */
export type Kind = 'text' | 'line' | 'enum' | 'int' | 'bool' | 'id' | 'date' | 'order' | 'object' | 'list';

/** One field of a record, or one member of an object or list. Missing numbers are 0. */
export interface Field {
  readonly name?: string;
  readonly kind: Kind;
  /** text, line: code points; list: elements; int: greatest value. */
  readonly max?: number;
  /** int: least value. */
  readonly min?: number;
  /** enum: the values; the first is the default. */
  readonly enum?: readonly string[];
  /** null is allowed, and is the default. */
  readonly null?: true;
  /** id: the type of record it names; missing is any. */
  readonly refs?: string;
  readonly fields?: readonly Field[];
  readonly elem?: Field;
  /** Some audiences do not see the field: it may be missing from a record. */
  readonly only?: true;
}

/** One type of record. */
export interface Type {
  readonly name: string;
  readonly fields: readonly Field[];
  /** How many a board may hold, deleted ones included. */
  readonly max: number;
}

/** Limits in code points and records; the server enforces them and shows them at /api/v1/limits. */
export const limits = {
  noteText: 5000,
  line: 200,
  /** Ops in one mutation. */
  ops: 256,
  records: 20000,
} as const;

const roles = ['facilitator', 'team', 'client', 'viewer'] as const;
const sides = ['customer', 'team'] as const;
const signed = { name: 'signed', kind: 'enum', enum: ['named', 'pseudonym', 'hidden'] } as const;
const log = {
  name: 'log',
  kind: 'list',
  max: 50,
  elem: {
    kind: 'object',
    fields: [
      { name: 'status', kind: 'line', max: 20 },
      { name: 'at', kind: 'int', min: 0, max: 2 ** 52 },
      { name: 'by', kind: 'id' },
      { name: 'reason', kind: 'line', max: 400 },
    ],
  },
} as const;
const roleList = { kind: 'list', max: 4, elem: { kind: 'enum', enum: roles } } as const;

/** Every type a board knows. */
export const schema = [
  {
    name: 'board',
    max: 1,
    fields: [
      { name: 'title', kind: 'line', max: 120 },
      { name: 'template', kind: 'line', max: 40 },
      { name: 'goal', kind: 'line', max: 280 },
      { name: 'lang', kind: 'enum', enum: ['en', 'de', 'es', 'fr'] },
      { name: 'level', kind: 'enum', enum: ['none', 'inform', 'consult', 'involve', 'collaborate', 'empower'] },
      { name: 'ground', kind: 'list', max: 12, elem: { kind: 'line', max: limits.line } },
      { name: 'least', kind: 'int', min: 3, max: 10 },
      { name: 'approve', kind: 'bool' },
      { name: 'context', kind: 'bool' },
      {
        name: 'output',
        kind: 'enum',
        enum: [
          'insights',
          'journey',
          'commitments',
          'triage',
          'checklist',
          'followups',
          'relief',
          'shortlist',
          'matrix',
          'changes',
        ],
      },
      { name: 'previous', kind: 'line', max: 36 },
      { name: 'rehearsal', kind: 'bool' },
      { name: 'public', kind: 'bool' },
      { name: 'door', kind: 'enum', enum: ['open', 'ask'] },
      { name: 'runs', kind: 'line', max: 120 },
      { name: 'use', kind: 'line', max: 280 },
      { name: 'anon', kind: 'bool' },
      { name: 'keep', kind: 'int', min: 0, max: 3650 },
      { name: 'terms', kind: 'int', min: 0, max: 2 ** 30 },
      { name: 'combines', kind: 'list', max: 40, elem: { kind: 'line', max: 36 } },
    ],
  },
  {
    name: 'zone',
    max: 80,
    fields: [
      { name: 'title', kind: 'line', max: 60 },
      { name: 'prompt', kind: 'line', max: 280 },
      { name: 'area', kind: 'line', max: 20 },
      { name: 'inferred', kind: 'bool' },
      { name: 'order', kind: 'order' },
      { name: 'kind', kind: 'enum', enum: ['notes', 'column', 'plane'] },
      { name: 'column', kind: 'id', refs: 'zone' },
    ],
  },
  {
    name: 'phase',
    max: 40,
    fields: [
      { name: 'title', kind: 'line', max: 60 },
      { name: 'prompt', kind: 'line', max: 280 },
      { name: 'order', kind: 'order' },
      { name: 'minutes', kind: 'int', min: 0, max: 600 },
      {
        name: 'rules',
        kind: 'object',
        fields: [
          { name: 'write', ...roleList },
          { name: 'edit', kind: 'enum', enum: ['own', 'side', 'all'] },
          { name: 'move', ...roleList },
          { name: 'see', kind: 'enum', enum: ['all', 'own'] },
          { name: 'authors', kind: 'enum', enum: ['named', 'hidden', 'pseudonym'] },
          { name: 'presence', kind: 'enum', enum: ['cursors', 'none'] },
        ],
      },
      { name: 'listen', ...roleList },
      { name: 'comment', ...roleList },
      { name: 'zones', kind: 'list', max: 80, elem: { kind: 'id', refs: 'zone' } },
      {
        name: 'ask',
        kind: 'object',
        fields: [
          { name: 'kind', kind: 'enum', enum: ['none', 'dots', 'scale', 'curve', 'place'] },
          { name: 'of', kind: 'enum', enum: ['theme', 'note', 'insight', 'action', 'zone'] },
          { name: 'roles', ...roleList },
          { name: 'limit', kind: 'int', min: 0, max: 20 },
          { name: 'budget', kind: 'int', min: 0, max: 99 },
          { name: 'split', kind: 'bool' },
        ],
      },
      { name: 'questions', kind: 'list', max: 5, elem: { kind: 'line', max: limits.line } },
      { name: 'first', kind: 'enum', enum: ['any', 'customer', 'team'] },
      { name: 'timeout', kind: 'enum', enum: ['chime', 'silent'] },
      { name: 'exit', kind: 'line', max: limits.line },
      {
        name: 'output',
        kind: 'enum',
        enum: [
          'none',
          'notes',
          'themes',
          'votes',
          'insights',
          'ideas',
          'actions',
          'readback',
          'energy',
          'curve',
          'scores',
        ],
      },
      { name: 'round', kind: 'int', min: 0, max: 99 },
      { name: 'budget', kind: 'int', min: 0, max: 99 },
      { name: 'among', kind: 'list', max: 200, elem: { kind: 'id' } },
      { name: 'closed', kind: 'bool' },
      {
        name: 'results',
        kind: 'list',
        max: 500,
        elem: {
          kind: 'object',
          fields: [
            { name: 'item', kind: 'id' },
            { name: 'q', kind: 'int', min: 0, max: 9 },
            { name: 'n', kind: 'int', min: 0, max: 1000 },
            { name: 'sum', kind: 'int', min: 0, max: 1048576 },
            { name: 'customers', kind: 'int', min: 0, max: 1048576, null: true },
            { name: 'team', kind: 'int', min: 0, max: 1048576, null: true },
            { name: 'dist', kind: 'list', max: 10, elem: { kind: 'int', min: 0, max: 1000 } },
            { name: 'mid', kind: 'int', min: -20, max: 20, null: true },
            { name: 'low', kind: 'int', min: -10, max: 10, null: true },
            { name: 'high', kind: 'int', min: -10, max: 10, null: true },
          ],
        },
      },
    ],
  },
  {
    name: 'session',
    max: 1,
    fields: [
      { name: 'phase', kind: 'id', refs: 'phase' },
      { name: 'state', kind: 'enum', enum: ['running', 'planned', 'closed'] },
      { name: 'starts', kind: 'int', min: 0, max: 2 ** 52 },
      {
        name: 'timer',
        kind: 'object',
        fields: [
          { name: 'at', kind: 'int', min: 0, max: 2 ** 52 },
          { name: 'ms', kind: 'int', min: -172800000, max: 172800000 },
          { name: 'run', kind: 'bool' },
        ],
      },
      { name: 'baton', kind: 'id', refs: 'member' },
      { name: 'standin', kind: 'id', refs: 'member' },
      { name: 'pass', kind: 'int', min: 0, max: 600 },
      { name: 'spotlight', kind: 'id' },
      {
        name: 'summon',
        kind: 'object',
        fields: [
          { name: 'n', kind: 'int', min: 0, max: 2 ** 30 },
          { name: 'zone', kind: 'id', refs: 'zone' },
          { name: 'note', kind: 'id', refs: 'note' },
        ],
      },
    ],
  },
  {
    name: 'persona',
    max: 20,
    fields: [
      { name: 'name', kind: 'line', max: 80 },
      { name: 'situation', kind: 'line', max: 280 },
      { name: 'evidence', kind: 'line', max: 280 },
    ],
  },
  {
    name: 'note',
    max: 5000,
    fields: [
      { name: 'text', kind: 'text', max: limits.noteText },
      {
        name: 'place',
        kind: 'object',
        fields: [
          { name: 'zone', kind: 'id', refs: 'zone' },
          { name: 'order', kind: 'order' },
        ],
      },
      {
        name: 'kind',
        kind: 'enum',
        enum: ['observation', 'quote', 'data', 'inference', 'assumption', 'idea', 'question'],
      },
      { name: 'side', kind: 'enum', enum: sides },
      { name: 'behalf', kind: 'id', refs: 'member' },
      { name: 'whose', kind: 'line', max: 80 },
      { name: 'anon', kind: 'bool' },
      { name: 'state', kind: 'enum', enum: ['revealed', 'private', 'waiting', 'held', 'erased'] },
      signed,
      { name: 'voice', kind: 'line', max: 4 },
      { name: 'confirmed', kind: 'enum', enum: ['open', 'yes', 'no'] },
      {
        name: 'score',
        kind: 'object',
        fields: [
          { name: 'impact', kind: 'int', min: 0, max: 5 },
          { name: 'effort', kind: 'int', min: 0, max: 5 },
        ],
      },
      {
        name: 'context',
        kind: 'object',
        fields: [
          { name: 'build', kind: 'line', max: 60 },
          { name: 'task', kind: 'line', max: limits.line },
          { name: 'environment', kind: 'line', max: limits.line },
        ],
      },
      { name: 'emotion', kind: 'int', min: -2, max: 2, null: true },
      { name: 'severity', kind: 'int', min: 1, max: 4, null: true },
      { name: 'consent', kind: 'enum', enum: ['default', 'room', 'paraphrase', 'quote'] },
      { name: 'theme', kind: 'id', refs: 'theme' },
      { name: 'because', kind: 'list', max: 20, elem: { kind: 'id', refs: 'note' } },
      {
        name: 'source',
        kind: 'object',
        fields: [
          {
            name: 'type',
            kind: 'enum',
            enum: ['in-session', 'interview', 'support-ticket', 'survey', 'analytics', 'other'],
          },
          { name: 'ref', kind: 'line', max: limits.line },
          { name: 'date', kind: 'date' },
        ],
      },
      { name: 'customer', kind: 'line', max: 80, only: true },
      {
        name: 'from',
        kind: 'object',
        fields: [
          { name: 'board', kind: 'line', max: 36 },
          { name: 'note', kind: 'line', max: 36 },
        ],
      },
      { name: 'meant', kind: 'id', refs: 'zone', only: true },
    ],
  },
  {
    name: 'reaction',
    max: 20000,
    fields: [
      { name: 'note', kind: 'id', refs: 'note' },
      { name: 'kind', kind: 'enum', enum: ['felt', 'agree', 'heart', 'surprise', 'unsure'] },
    ],
  },
  {
    name: 'theme',
    max: 200,
    fields: [
      { name: 'name', kind: 'text', max: limits.line },
      { name: 'order', kind: 'order' },
    ],
  },
  {
    name: 'answer',
    max: 6000,
    fields: [
      { name: 'phase', kind: 'id', refs: 'phase' },
      { name: 'round', kind: 'int', min: 0, max: 99 },
      { name: 'item', kind: 'id' },
      { name: 'q', kind: 'int', min: 0, max: 9 },
      { name: 'value', kind: 'int', min: -10, max: 99 },
      { name: 'side', kind: 'enum', enum: sides },
      { name: 'behalf', kind: 'id', refs: 'member' },
      { name: 'anon', kind: 'bool' },
    ],
  },
  { name: 'ready', max: 5000, fields: [{ name: 'phase', kind: 'id', refs: 'phase' }] },
  { name: 'hand', max: 1000, fields: [] },
  {
    name: 'topic',
    max: 200,
    fields: [
      { name: 'title', kind: 'line', max: 120 },
      { name: 'minutes', kind: 'int', min: 0, max: 120 },
      { name: 'state', kind: 'enum', enum: ['proposed', 'taken', 'later', 'done'] },
      { name: 'order', kind: 'order' },
      signed,
    ],
  },
  {
    name: 'comment',
    max: 3000,
    fields: [
      { name: 'on', kind: 'id' },
      { name: 'text', kind: 'text', max: 500 },
      signed,
      { name: 'mentions', kind: 'list', max: 10, elem: { kind: 'id', refs: 'member' } },
    ],
  },
  {
    name: 'verdict',
    max: 2000,
    fields: [
      { name: 'on', kind: 'id' },
      { name: 'says', kind: 'enum', enum: ['right', 'dispute'] },
      { name: 'why', kind: 'line', max: 280 },
    ],
  },
  {
    name: 'insight',
    max: 500,
    fields: [
      { name: 'statement', kind: 'text', max: 1000 },
      {
        name: 'need',
        kind: 'object',
        fields: [
          { name: 'user', kind: 'line', max: limits.line },
          { name: 'verb', kind: 'line', max: limits.line },
          { name: 'because', kind: 'line', max: 400 },
        ],
      },
      { name: 'evidence', kind: 'list', max: 200, elem: { kind: 'id', refs: 'note' } },
      { name: 'counter', kind: 'list', max: 200, elem: { kind: 'id', refs: 'note' } },
      { name: 'status', kind: 'enum', enum: ['draft', 'accepted', 'actioned', 'answered', 'declined', 'parked'] },
      { name: 'order', kind: 'order' },
      { name: 'so', kind: 'line', max: 400 },
      { name: 'themes', kind: 'list', max: 20, elem: { kind: 'id', refs: 'theme' } },
      { name: 'personas', kind: 'list', max: 5, elem: { kind: 'id', refs: 'persona' } },
      { name: 'owner', kind: 'id', refs: 'member' },
      { name: 'reason', kind: 'line', max: 400 },
      { name: 'settled', kind: 'line', max: 400 },
      {
        name: 'override',
        kind: 'object',
        fields: [
          { name: 'level', kind: 'enum', enum: ['none', 'low', 'medium', 'high'] },
          { name: 'reason', kind: 'line', max: 280 },
        ],
      },
      log,
    ],
  },
  {
    name: 'tension',
    max: 300,
    fields: [
      { name: 'one', kind: 'id', refs: 'note' },
      { name: 'other', kind: 'id', refs: 'note' },
      { name: 'why', kind: 'line', max: 280 },
    ],
  },
  {
    name: 'hmw',
    max: 500,
    fields: [
      { name: 'insight', kind: 'id', refs: 'insight' },
      { name: 'text', kind: 'text', max: limits.line },
      { name: 'order', kind: 'order' },
    ],
  },
  {
    name: 'action',
    max: 500,
    fields: [
      { name: 'title', kind: 'text', max: limits.line },
      { name: 'insights', kind: 'list', max: 20, elem: { kind: 'id', refs: 'insight' } },
      { name: 'notes', kind: 'list', max: 50, elem: { kind: 'id', refs: 'note' } },
      { name: 'spot', kind: 'bool' },
      { name: 'type', kind: 'enum', enum: ['change', 'fix', 'experiment', 'research', 'communicate'] },
      {
        name: 'story',
        kind: 'object',
        fields: [
          { name: 'form', kind: 'enum', enum: ['job', 'user', 'none'] },
          { name: 'when', kind: 'line', max: 400 },
          { name: 'want', kind: 'line', max: 400 },
          { name: 'so', kind: 'line', max: 400 },
        ],
      },
      {
        name: 'acceptance',
        kind: 'list',
        max: 30,
        elem: {
          kind: 'object',
          fields: [
            { name: 'given', kind: 'line', max: 400 },
            { name: 'when', kind: 'line', max: 400 },
            { name: 'then', kind: 'line', max: 400 },
            { name: 'done', kind: 'bool' },
          ],
        },
      },
      { name: 'owner', kind: 'id', refs: 'member' },
      { name: 'due', kind: 'date' },
      { name: 'priority', kind: 'enum', enum: ['medium', 'high', 'low'] },
      {
        name: 'status',
        kind: 'enum',
        enum: ['proposed', 'committed', 'in_progress', 'done', 'verified', 'declined', 'parked', 'reopened'],
      },
      { name: 'reason', kind: 'line', max: 400 },
      { name: 'order', kind: 'order' },
      { name: 'original', kind: 'date' },
      { name: 'reply', kind: 'line', max: 400 },
      { name: 'impact', kind: 'int', min: 0, max: 5 },
      { name: 'effort', kind: 'int', min: 0, max: 5 },
      {
        name: 'rice',
        kind: 'object',
        fields: [
          { name: 'reach', kind: 'int', min: 0, max: 2 ** 30 },
          { name: 'impact', kind: 'int', min: 0, max: 300 },
          { name: 'effort', kind: 'int', min: 0, max: 10000 },
        ],
      },
      log,
      {
        name: 'links',
        kind: 'list',
        max: 10,
        only: true,
        elem: {
          kind: 'object',
          fields: [
            { name: 'target', kind: 'line', max: 60 },
            { name: 'ref', kind: 'line', max: 60 },
            { name: 'url', kind: 'line', max: 400 },
          ],
        },
      },
    ],
  },
  {
    name: 'ack',
    max: 5000,
    fields: [
      { name: 'action', kind: 'id', refs: 'action' },
      { name: 'says', kind: 'enum', enum: ['helped', 'not_yet'] },
      { name: 'why', kind: 'line', max: 280 },
      { name: 'anon', kind: 'bool' },
    ],
  },
  {
    name: 'member',
    max: 1000,
    fields: [
      { name: 'name', kind: 'line', max: 80 },
      { name: 'pseudonym', kind: 'line', max: 8 },
      { name: 'role', kind: 'enum', enum: ['none', ...roles] },
      { name: 'side', kind: 'enum', enum: sides },
      { name: 'hue', kind: 'int', min: 0, max: 359 },
      { name: 'consent', kind: 'enum', enum: ['room', 'paraphrase', 'quote'], only: true },
      { name: 'customer', kind: 'line', max: 80, only: true },
      { name: 'hat', kind: 'enum', enum: ['none', 'cofacilitator', 'lead', 'scribe', 'decider'] },
      { name: 'seat', kind: 'enum', enum: ['device', 'none'] },
      { name: 'voice', kind: 'line', max: 4, only: true },
      { name: 'waits', kind: 'enum', enum: ['none', 'team', 'client', 'viewer'], only: true },
      { name: 'declined', kind: 'bool', only: true },
      { name: 'contact', kind: 'line', max: 254, only: true },
      {
        name: 'agreed',
        kind: 'object',
        fields: [
          { name: 'at', kind: 'int', min: 0, max: 2 ** 52 },
          { name: 'terms', kind: 'int', min: 0, max: 2 ** 30 },
          { name: 'words', kind: 'int', min: 0, max: 1000 },
        ],
        only: true,
      },
      { name: 'alike', kind: 'bool' },
    ],
  },
] as const satisfies readonly Type[];
