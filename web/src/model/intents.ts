// What people mean to do, as pure functions that make the ops for it. The agenda's are in intents/agenda.ts, apart from
// these: most pages never need them.
export * from './intents/asking.ts';
export * from './intents/notes.ts';
export * from './intents/room.ts';
export * from './intents/session.ts';
export * from './intents/themes.ts';
