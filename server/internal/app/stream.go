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
	again := func(ctx context.Context) error { return a.works(ctx, v.Link) }
	return a.hub.Post(ctx, v.Board, realtime.Identity{Member: v.Member, Link: v.Link, Session: v.Browser}, body, again)
}

// works is a [realtime.CloseError] for a link that was revoked.
func (a *App) works(ctx context.Context, link string) error {
	if link == "" {
		return nil
	}
	works, err := a.accounts.Works(ctx, link)
	if err == nil && !works {
		err = &realtime.CloseError{Code: realtime.CloseRevoked}
	}
	return err
}
