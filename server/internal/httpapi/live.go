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
	v, ok := a.visitor(w, r, a.handshakes)
	if !ok {
		return
	}
	if v.Code != 0 {
		a.refused(r, visitOf(r.Context()), closed(v.Code).GetStatus())
	}
	if leave, ok := a.enter(w, r, v); ok {
		a.Connect(w, r, v, leave)
	}
}

// visitor finds out who is at a door of the live protocol, where rate bounds how often they may be, unless it is nil. If it is
// not ok, the request has been answered.
func (a *api) visitor(w http.ResponseWriter, r *http.Request, rate *limiter) (v Visitor, ok bool) {
	if !a.allowedOrigin(r) {
		answer(w, fail(Forbidden, "", "Live connections are opened by the pages of this server."))
		return v, false
	}
	visit := visitOf(r.Context())
	if rate != nil {
		if wait, ok := rate.take(visit.addr); !ok {
			answer(w, tooMany(wait))
			return v, false
		}
	}
	v = Visitor{Board: r.PathValue("id"), Browser: visit.session.Browser}
	if visit.session.Browser == "" {
		v.Code = realtime.CloseSignIn
	} else if !boards.ValidID(v.Board) {
		v.Code = realtime.CloseNoBoard
	} else {
		seat, err := a.Accounts.Seat(r.Context(), visit.session, v.Board)
		about(r.Context(), v.Board, seat.Member)
		switch {
		case err == nil:
			v.Member, v.Link = seat.Member, seat.Link
		case errors.Is(err, accounts.ErrNoSeat):
			v.Code = realtime.CloseNoBoard
		case errors.Is(err, accounts.ErrRevoked):
			v.Code = realtime.CloseRevoked
		default:
			answer(w, a.refusal("look up a seat", err))
			return v, false
		}
	}
	return v, true
}

// enter counts a live connection in, until leave is called, unless there are too many already.
func (a *api) enter(w http.ResponseWriter, r *http.Request, v Visitor) (leave func(), ok bool) {
	leave, ok = a.open.enter(visitOf(r.Context()).addr, v)
	if !ok {
		answer(w, tooMany(0))
	}
	return leave, ok
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
