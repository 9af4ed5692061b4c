package httpapi

import (
	"errors"
	"net/http"
	"slices"

	"feltboard/boards"
	"feltboard/realtime"
	"feltboard/server/internal/accounts"
)

// live is the door of the live protocol. A browser does not show the page why a handshake failed, so whoever may not come in
// is let in far enough to be told by a close code.
func (a *api) live(w http.ResponseWriter, r *http.Request) {
	if !a.allowedOrigin(r) {
		answer(w, fail(Forbidden, "", "Live connections are opened by the pages of this server."))
		return
	}
	visit := visitOf(r.Context())
	if wait, ok := a.handshakes.take(visit.addr); !ok {
		answer(w, tooMany(wait))
		return
	}
	v := Visitor{Board: r.PathValue("id"), Browser: visit.session.Browser}
	if visit.session.Browser == "" {
		v.Code = realtime.CloseSignIn
	} else if !boards.ValidID(v.Board) {
		v.Code = realtime.CloseNoBoard
	} else {
		seat, err := a.Accounts.Seat(r.Context(), visit.session, v.Board)
		switch {
		case err == nil:
			v.Member, v.Link = seat.Member, seat.Link
		case errors.Is(err, accounts.ErrNoSeat):
			v.Code = realtime.CloseNoBoard
		case errors.Is(err, accounts.ErrRevoked):
			v.Code = realtime.CloseRevoked
		default:
			answer(w, a.refusal("look up a seat", err))
			return
		}
	}
	leave, ok := a.open.enter(visit.addr, v)
	if !ok {
		answer(w, tooMany(0))
		return
	}
	defer leave()
	a.Connect(w, r, v)
}

// allowedOrigin compares byte for byte. A request without an origin is let in only where it has no cookie, and so nobody's
// rights: it is then told to sign in.
func (a *api) allowedOrigin(r *http.Request) bool {
	given := r.Header.Values("Origin")
	if len(given) == 0 {
		return len(r.CookiesNamed(a.cookie.name())) == 0
	}
	return len(given) == 1 && slices.Contains(a.Origins, given[0])
}
