package app

import (
	"context"

	"feltboard/realtime"
	"feltboard/server/internal/httpapi"
)

// guest is a visitor's connection. Between the look at the seat and the hub's knowing of the connection the link may have been
// revoked or the session ended; so it looks again at the first message.
type guest struct {
	realtime.Conn
	app    *App
	board  string
	who    realtime.Identity
	looked bool
}

func (a *App) guest(conn realtime.Conn, v httpapi.Visitor) *guest {
	return &guest{Conn: conn, app: a, board: v.Board, who: realtime.Identity{Member: v.Member, Link: v.Link, Session: v.Browser}}
}

// serve runs the connection. Little may be on the stack meanwhile, see [realtime.Hub.Serve].
func (g *guest) serve(ctx context.Context) { g.app.hub.Serve(ctx, g.board, g, g.who) }

// Read implements [realtime.Conn].
func (g *guest) Read(ctx context.Context) ([]byte, error) {
	message, err := g.Conn.Read(ctx)
	if err == nil && !g.looked {
		g.looked = true
		err = g.app.works(ctx, g.who)
	}
	return message, err
}
