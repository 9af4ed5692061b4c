package app

import (
	"context"
	"net/http"

	"feltboard/realtime"
	"feltboard/realtime/stream"
	"feltboard/server/internal/httpapi"
)

// stream lets a visitor in by a stream of events, or just far enough to be told why not.
func (a *App) stream(w http.ResponseWriter, r *http.Request, v httpapi.Visitor, hello []byte) {
	conn := stream.Open(w, r, hello)
	if v.Code != 0 {
		conn.Close(v.Code, v.Code.String())
		return
	}
	a.guest(conn, v).serve(context.WithoutCancel(r.Context()))
}

// post decides what a visitor asks for without a connection.
func (a *App) post(ctx context.Context, v httpapi.Visitor, body []byte) ([][]byte, error) {
	who := realtime.Identity{Member: v.Member, Link: v.Link, Session: v.Browser}
	return a.hub.Post(ctx, v.Board, who, body, func(ctx context.Context) error { return a.works(ctx, who) })
}

// works is a [realtime.CloseError] for a link that was revoked and for a session that has ended.
func (a *App) works(ctx context.Context, who realtime.Identity) error {
	if lives, err := a.accounts.Lives(ctx, who.Session); err != nil {
		return err
	} else if !lives {
		return &realtime.CloseError{Code: realtime.CloseSignIn}
	}
	if who.Link == "" {
		return nil
	}
	works, err := a.accounts.Works(ctx, who.Link)
	if err == nil && !works {
		err = &realtime.CloseError{Code: realtime.CloseRevoked}
	}
	return err
}
