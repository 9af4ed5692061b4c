package httpapi

import (
	"context"
	"net/http"
	"strings"

	"feltboard/boards"
	"feltboard/server/internal/accounts"
)

// asked is what a request turned out to be about, for the line in the audit that a no leaves.
type asked struct {
	board, member string
	told          bool // the no is in the audit already
}

// about notes whose seat on which board a request has come to; member is "" for nobody's.
func about(ctx context.Context, board, member string) {
	if at := visitOf(ctx).asked; at != nil {
		at.board, at.member = board, member
	}
}

// tally counts what somebody may do as often as they like into the audit. A request is counted once.
func (a *api) tally(ctx context.Context, e accounts.Event) {
	if at := visitOf(ctx).asked; at != nil {
		at.told = true
	}
	if a.Tally != nil {
		a.Tally.Count(e)
	}
}

// noes are the refusals that say that somebody may not, or may not know, with what the audit calls them.
var noes = map[int]Code{http.StatusUnauthorized: SignIn, http.StatusForbidden: Forbidden, http.StatusNotFound: NotFound}

// refused counts a no to a request of the API that no handler has counted: under the board that it was about, if there is one,
// and else as one of the server, under the person who has signed in.
func (a *api) refused(r *http.Request, v visit, status int) {
	code, no := noes[status]
	if !no || v.asked.told || !answersPeople(r) {
		return
	}
	if status != http.StatusForbidden && (r.Pattern == "POST /api/join" || !strings.Contains(r.Pattern, " ")) {
		return // a passphrase is still to be asked for; or there is no such address
	}
	e := accounts.Event{Board: v.asked.board, Member: v.asked.member, Act: "refused", Outcome: string(code)}
	if id := r.PathValue("id"); e.Board == "" && strings.Contains(r.Pattern, "/boards/{id}") && boards.ValidID(id) {
		e.Board = id
	}
	if e.Board != "" && e.Member == "" { // anybody may write any id
		if _, err := a.Accounts.Keeping(r.Context(), e.Board); err != nil {
			e.Board = ""
		}
	}
	if e.Board == "" {
		e.Member = v.session.Person
	}
	a.tally(r.Context(), e)
}
