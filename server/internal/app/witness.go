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

// Appointed implements [feltboard/realtime.Witness]. Whose role it is stands on the board.
func (w witness) Appointed(board, by, _ string, role boards.Role) {
	w.tally.Count(accounts.Event{Board: board, Member: by, Act: "role_changed", Outcome: string(role)})
}
