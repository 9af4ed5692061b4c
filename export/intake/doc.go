// Package intake reads what was collected elsewhere (interview notes, support tickets, survey answers) as notes for a board's
// tray (B-80). It is pure: the same bytes and options give the same rows.
//
//   - Whatever is read comes as a list of rows, in the order of the file, each with the number that a spreadsheet or an
//     editor shows for it. A row that cannot come in says why and what to do (Problem); one that comes in otherwise than it
//     stands says so (Notice). Nothing is cut and nothing is dropped without a word; only empty rows and cells are.
//   - A file has at most MaxBytes and MaxRows notes. What has more is refused as a whole: half a survey is no survey.
//   - Encodings are UTF-8, UTF-16 and Windows-1252. What is none of them is refused, by name where it can be told.
//   - Words are words: no formula, tag or mark in them means anything here. Characters that cannot be seen and may mislead
//     (controls, bidi overrides) are removed, which the row says.
//   - CSV takes comma, semicolon or tab, quoted line breaks, and headers in English, German and Spanish. A column whose
//     header ends with a question mark is a survey's: each answer is a note of its own, and the question its reference. What
//     other columns mean can be said by Options.Columns.
//     The pages read what is pasted onto the board themselves (web/src/ui/paste), since a preview must be there without a line;
//     testdata/csv.json holds both to the same splitting.
//   - Markdown is read by the parser that exports are tested with. A heading that is the title of a zone is the zone of what
//     follows; any other heading is its reference. Each bullet and each quotation is a note. Of our own exports the evidence
//     comes back, with kind, source, date and pseudonym; words that consent kept on the board cannot.
//   - JSON is an array of objects, or an object with such an array named notes, whose members are named as CSV's headers.
//   - A note's id is derived (ID), so that the same row comes in once, also from two people at the same moment, after its
//     text was corrected on the board, and after it was deleted there. It is derived under a key that never leaves the
//     server: otherwise who sees a note could find out whose company it is by trying names. The bits of version and variant
//     are set as in a random UUID: the rest of the board takes no other (B-1).
package intake
