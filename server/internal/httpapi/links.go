package httpapi

import (
	"context"
	"errors"
	"net/http"

	"feltboard/boards"
	"feltboard/server/internal/accounts"

	"github.com/danielgtaylor/huma/v2"
)

type linksOut struct {
	Body []linkBody `nullable:"false"`
}

type linkBody struct {
	Role      boards.Role `json:"role"`
	CreatedAt int64       `json:"created_at" doc:"Milliseconds since 1970 UTC."`
	RevokedAt int64       `json:"revoked_at" doc:"Milliseconds since 1970 UTC; 0 if the link works."`
	Joined    int         `json:"joined" doc:"How many people came by it."`
}

type linkIn struct {
	BoardPath
	Body struct {
		Role    string `json:"role" enum:"team,client,viewer,embed" doc:"embed is for a page that others frame: it lets nobody in."`
		Replace bool   `json:"replace,omitempty" doc:"End the earlier links of this role, for those who came by them, too."`
	}
}

type linkOut struct {
	Body struct {
		URL  string      `json:"url" doc:"Shown once; it can be made again."`
		Role boards.Role `json:"role"`
	}
}

type unlinkIn struct {
	BoardPath
	Role string `path:"role" enum:"team,client,viewer,embed"`
}

func (a *api) links(h huma.API) {
	huma.Register(h, operation(http.MethodGet, "/api/v1/boards/{id}/links", "list-links", "A board's links, without their secrets; for its facilitator."), a.listLinks)
	huma.Register(h, operation(http.MethodPost, "/api/v1/boards/{id}/links", "make-link", "Make another link; or, with replace, the only one."), a.makeLink)
	unlink := operation(http.MethodDelete, "/api/v1/boards/{id}/links/{role}", "revoke-link", "Make a link stop working, for those who came by it, too.")
	unlink.DefaultStatus = http.StatusNoContent
	huma.Register(h, unlink, a.revokeLink)
}

// facilitator returns the seat of who asks if they run the board.
func (a *api) facilitator(ctx context.Context, board string) (accounts.Seat, error) {
	seat, role, err := a.seat(ctx, board)
	if err == nil && role != boards.Facilitator {
		err = fail(Forbidden, "", "Only the facilitator can do this.")
	}
	return seat, err
}

func (a *api) listLinks(ctx context.Context, in *BoardPath) (*linksOut, error) {
	if _, err := a.facilitator(ctx, in.ID); err != nil {
		return nil, err
	}
	links, err := a.Accounts.Links(ctx, in.ID)
	if err != nil {
		return nil, a.refusal("list links", err)
	}
	out := &linksOut{}
	for _, l := range links {
		out.Body = append(out.Body, linkBody{l.Role, l.Created, l.Revoked, l.Joined})
	}
	return out, nil
}

func (a *api) makeLink(ctx context.Context, in *linkIn) (*linkOut, error) {
	seat, err := a.facilitator(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	role := boards.Role(in.Body.Role)
	if alone, err := a.teamAlone(ctx, in.ID); err != nil {
		return nil, err
	} else if alone && role != boards.Team {
		return nil, fail(Forbidden, "role", "This board is for the team alone: its template has no customers and no viewers.")
	}
	secret, stopped, err := a.Accounts.MakeLink(ctx, in.ID, role, seat.Member, in.Body.Replace)
	if errors.Is(err, accounts.ErrLinkFull) {
		return nil, fail(Conflict, "role", "There are enough links for this role. Replace them by a new one.")
	}
	if err != nil {
		return nil, a.refusal("make a link", err)
	}
	for _, link := range stopped {
		a.Kick(in.ID, link)
	}
	out := &linkOut{}
	out.Body.URL, out.Body.Role = LinkURL(a.Base, in.ID, secret), role
	if role == accounts.Embed {
		out.Body.URL = EmbedURL(a.Base, in.ID, secret)
	}
	return out, nil
}

func (a *api) revokeLink(ctx context.Context, in *unlinkIn) (*struct{}, error) {
	seat, err := a.facilitator(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	stopped, err := a.Accounts.Revoke(ctx, in.ID, boards.Role(in.Role), seat.Member)
	if err != nil {
		return nil, a.refusal("revoke a link", err)
	}
	for _, link := range stopped {
		a.Kick(in.ID, link)
	}
	return nil, nil
}
