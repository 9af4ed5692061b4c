// Package export turns what an outside reader may see of a board into files for other tools. It is pure: the same view
// and the same options make the same bytes, on every machine and at every hour; nothing of a map's order, the clock or
// chance gets in. What was left out is said, in the files and in Bundle.LeftOut. The rules have numbers; tests cite them.
//
// # What is in
//
//   - E-1 Every action that is not deleted, or those of a slice: some actions, a theme, a persona, what has changed since. The part of the view that a reader owns is
//     never read: an export holds what everybody of the audience sees, whoever asks for it. What holds work, all but CSV, JSON and
//     the report, leaves declined actions out unless they are asked for by name, and counts them.
//   - E-2 A note's words leave by consent: the note's own, and where that is "default", its speaker's, who is the member
//     it was written on behalf of, and otherwise its author. An anonymous note, one whose speaker is not on the board
//     and one whose speaker the view does not know leave by their own consent alone: so do words that were brought in from
//     elsewhere, whoever typed them. Without any it is "this room only". boards.Consent is that rule, and the only one: what
//     is gathered or framed elsewhere follows it, too.
//     Words written down for somebody with a device are quoted once they have confirmed them, till then paraphrased at
//     most, and for this room only if they deny them. Nothing of a team pulse (output "relief") leaves.
//     What lies in the tray or waits to be let in does not leave at all.
//     This holds for the team's notes as for the customers', and for evidence, counter-evidence and the rest alike.
//   - E-3 "quote" exports the words; "paraphrase" says that there is such a note and whom to ask, not its words; "room"
//     exports neither words nor author nor theme. It still counts: an insight keeps a count, not the words.
//   - E-4 Names of customers and companies never leave; pseudonyms do. So source.ref, free text that may name somebody,
//     stays on the board. Who of the team owns an action is named, for whoever reads the backlog needs to know; they become
//     an assignee if their name can be a handle ("Anna", "@anna-k"). Of an anonymous note neither author nor time leaves.
//   - E-5 What was left out is said: by reason and count, and without a count for what a running phase hides. While
//     notes are hidden nothing is computed from them, no number of customers or contributors; and no confidence while
//     their authors are.
//
// # What is computed
//
//   - E-6 Evidence, independent customers and confidence are what boards.Strength says of the view (B-70, B-73): of an
//     insight, and of the notes that an action rests on without one. Everything else under an insight is listed apart as
//     not evidence, assumptions as such.
//   - E-7 Where some voices cannot be told apart (anonymous ones, or the phase hides authors) numbers are lower bounds, and
//     called "at least".
//   - E-8 An action is as sure as the surest of its insights; weak ones do not add up. An override stands beside the computed
//     confidence. A RICE score takes its confidence from the insights alone, and there is none without evidence (B-74).
//     Votes of customers and of the team are told apart, where enough of both took part.
//   - E-9 Stitches ("felt by 3 of 4 customers") are counted per note and are never evidence.
//
// # The formats
//
// E-10 … E-13 and E-16 are of Backlog.md, the others of all.
//
//   - E-10 The front matter has keys from a fixed list in the order the tool writes them, through a YAML encoder, every
//     scalar in single quotes on one line; never onStatusChange, which the tool would run as a shell command. A date that
//     is none is left out: the tool silently drops files over it.
//   - E-11 Items are drafts unless asked for tasks: promoting a draft gives it the project's next free id. A number is
//     made of the action's id (six digits from its SHA-256; where two meet, the older keeps it), so it stays what it is
//     when actions are added, moved, renamed or deleted, and does not meet those that the project counts out from 1.
//     With Start, tasks count from there in the order in which the actions were made, deleted ones included.
//   - E-12 A file's name is "<draft|task>-<n> - <slug>.md", in ASCII, the slug at most 60 long. A renamed action has
//     another slug: who writes into a folder replaces the file of the same number.
//   - E-13 Traceability goes into references and the body: a permalink per insight, and always one to the action, by which
//     it is found again whatever a tool has made of its id.
//   - E-14 Whatever somebody typed becomes one line behind words of ours: no line begins with it, so it can begin no heading, list,
//     fence, rule or quick action ("/close"). In it \ ` * _ [ ] | ~ are escaped, < and > are entities (also in the
//     tool's own section markers), & where it would begin an entity, and a zero-width space parts @ and # and ! from what
//     follows, and "://", "www." and "mailto:", so that nothing is mentioned or linked. Other marks mean nothing
//     within a line and stay readable.
//   - E-15 Control characters, bidi controls and invisible formatting (tags for hidden instructions, too) are removed;
//     joiners inside emoji and words stay.
//   - E-16 An acceptance criterion is one line "Given …, When …, Then …", ticked if done; an empty one is none.
//   - E-17 If customers contributed, Definition of Done says that they have been told.
//   - E-18 A zip has its files sorted by name, uncompressed, all dated 1980-01-01: equal files, equal bytes.
//   - E-19 For trackers, what they link by themselves is parted by a zero-width space, too: ABC-12, commits, and GitLab's own
//     marks. In GitLab's descriptions our quick actions are the last lines. Nothing is written for a shell.
//   - E-20 CSV is RFC 4180 in UTF-8 with lines that end in CRLF. A cell that a spreadsheet could take for a formula, whatever
//     it strips from the front, gets an apostrophe, unless Raw is asked for.
//   - E-21 What is longer than a tool takes is shortened from the longest list, and says so; titles have 250 characters.
//
// # A folder
//
//   - E-22 A folder remembers in .feltboard.json what was written into it, and what state that told. A file that is not as it
//     was written was changed by hand: it is shown as a difference, and never overwritten, moved or deleted. A file that is gone
//     is not written again. A file whose action was renamed is replaced; one whose action is deleted is named, and left.
//   - E-23 After writing, everything is read again: what is there is what was written.
//   - E-24 Status and ticks are read back from Backlog.md files by the action's permalink. What only the file has changed since
//     the export moves the board; what only the board has changed does not; what both have is a conflict, and shown. A status
//     that is none of ours is shown, and never guessed. Files that are not plain front matter of text are refused.
package export
