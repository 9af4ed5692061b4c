package app

import (
	"feltboard/boards"
	"feltboard/server/internal/accounts"
)

// witness writes what the hub has seen into the audit.
type witness struct{ tally *accounts.Tally }

// Refused implements [feltboard/realtime.Witness].
func (w witness) Refused(board, member string, code boards.Code) {
	w.tally.Count(accounts.Event{Board: board, Member: member, Act: "refused", Outcome: string(code)})
}

// Changed implements [feltboard/realtime.Witness].
func (w witness) Changed(board, by string, before, after *boards.Record) {
	count := func(act, outcome string) {
		w.tally.Count(accounts.Event{Board: board, Member: by, Act: act, Outcome: outcome})
	}
	if after.Type == "member" {
		if act, outcome := decided(before, after); act != "" {
			count(act, outcome)
		}
		return
	}
	if is := after.Bool("public"); is && !before.Bool("public") {
		count("public_opened", "ok")
	} else if !is && before.Bool("public") {
		count("public_closed", "ok")
	}
	if is := after.Str("door"); is != before.Str("door") {
		count("door_set", is)
	}
}

// decided is what a change means for a member, with whom it was done to: how they stand to the board, or their role.
func decided(before, after *boards.Record) (act, outcome string) {
	none := string(boards.NoRole)
	had, has := before.Str("role"), after.Str("role")
	switch {
	case after.Bool("declined") && !before.Bool("declined"):
		return "turned_away", after.ID
	case had == has && (has != none || after.Str("waits") != none || before.Str("waits") == none):
		return "", ""
	case has == none:
		return "removed", after.ID
	case had != none:
		return "role_changed", has + " " + after.ID
	case before.Str("waits") != none:
		return "let_in", has + " " + after.ID
	}
	return "let_back", has + " " + after.ID
}
