package httpapi

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"feltboard/boards"
	"feltboard/realtime"
	"feltboard/server/internal/accounts"

	"github.com/danielgtaylor/huma/v2"
	"golang.org/x/text/unicode/norm"
)

type linksOut struct {
	Body []linkBody `nullable:"false"`
}

type linkBody struct {
	ID         string      `json:"id" doc:"Names the link; it opens nothing."`
	Role       boards.Role `json:"role" doc:"device: nobody has it; further devices of facilitators sit by it."`
	CreatedAt  int64       `json:"created_at" doc:"Milliseconds since 1970 UTC."`
	ExpiresAt  int64       `json:"expires_at" doc:"Milliseconds since 1970 UTC, from when on it lets nobody in; 0: never."`
	Most       int         `json:"most" doc:"How many people may come by it; 0: as many as the server lets."`
	Passphrase bool        `json:"passphrase" doc:"Whether it asks for a passphrase."`
	Joined     int         `json:"joined" doc:"How many people came by it."`
}

type linkIn struct {
	BoardPath
	Body struct {
		Role    string `json:"role" enum:"team,client,viewer,embed" doc:"embed is for a page that others frame: it lets nobody in."`
		Replace bool   `json:"replace,omitempty" doc:"End the earlier links of this role, for those who came by them, too."`

		ExpiresAt  int64  `json:"expires_at,omitempty" minimum:"0" doc:"Milliseconds since 1970 UTC, from when on it lets nobody in. Who is in stays. 0: never."`
		Close      bool   `json:"close,omitempty" doc:"Let nobody in by the earlier links of this role any more; who is in stays."`
		Most       int    `json:"most,omitempty" minimum:"0" maximum:"10000" doc:"How many people may come by it; 0: as many as the server lets."`
		Passphrase string `json:"passphrase,omitempty" maxLength:"256" doc:"What whoever comes by it has to know, too: 6 characters or more."`
	}
}

type knownIn struct {
	BoardPath
	Body struct {
		Keys []string `json:"keys" maxItems:"100" nullable:"false" doc:"The fragments of links that this device remembers."`
	}
}

type knownOut struct {
	Body struct {
		IDs []string `json:"ids" nullable:"false" doc:"The link of each, in their order; empty for one that lets nobody in any more."`
	}
}

type linkOut struct {
	Body struct {
		URL  string      `json:"url" doc:"Shown once; it can be made again."`
		Role boards.Role `json:"role"`
	}
}

type unlinkOneIn struct {
	BoardPath
	Link string `path:"link" maxLength:"64" doc:"Its id."`
}

type unlinkIn struct {
	BoardPath
	Role string `path:"role" enum:"team,client,viewer,embed"`
}

func (a *api) links(h huma.API) {
	huma.Register(h, operation(http.MethodGet, "/api/v1/boards/{id}/links", "list-links", "A board's links one by one, without their secrets; for its facilitator."), a.listLinks)
	huma.Register(h, operation(http.MethodPost, "/api/v1/boards/{id}/links", "make-link", "Make another link; or, with replace, the only one."), a.makeLink)
	huma.Register(h, operation(http.MethodPost, "/api/v1/boards/{id}/links/known", "known-links", "Which links these secrets open; for its facilitator."), a.knownLinks)
	unlink := operation(http.MethodDelete, "/api/v1/boards/{id}/links/{role}", "revoke-link", "Make the links of a role stop working, for those who came by them, too.")
	unlink.DefaultStatus = http.StatusNoContent
	huma.Register(h, unlink, a.revokeLink)
	one := operation(http.MethodDelete, "/api/v1/boards/{id}/links/id/{link}", "revoke-one-link", "Make one link stop working, for those who came by it, too.")
	one.DefaultStatus = http.StatusNoContent
	huma.Register(h, one, a.revokeOneLink)
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
		out.Body = append(out.Body, linkBody{l.ID, l.Role, l.Created, l.Expires, l.Most, l.Phrase, l.Joined})
	}
	return out, nil
}

func (a *api) knownLinks(ctx context.Context, in *knownIn) (*knownOut, error) {
	if _, err := a.facilitator(ctx, in.ID); err != nil {
		return nil, err
	}
	ids, err := a.Accounts.Known(ctx, in.ID, in.Body.Keys)
	if err != nil {
		return nil, a.refusal("look at links", err)
	}
	out := &knownOut{}
	out.Body.IDs = ids
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
	bounds, err := boundsOf(in)
	if err != nil {
		return nil, err
	}
	cost := costOfLink
	if bounds.Phrase != "" {
		cost = costOfPhrase
	}
	if err := a.act("link", in.ID, seat.Member, cost); err != nil {
		return nil, err
	}
	secret, stopped, err := a.Accounts.MakeLink(ctx, in.ID, role, seat.Member, in.Body.Replace, bounds)
	if errors.Is(err, accounts.ErrLinkFull) {
		return nil, fail(Conflict, "role", "There are enough links for this role. Replace them by a new one.")
	}
	if err != nil {
		return nil, a.refusal("make a link", err)
	}
	for _, link := range stopped {
		a.Kick(Visitor{Board: in.ID, Link: link, Code: realtime.CloseRevoked})
	}
	out := &linkOut{}
	out.Body.URL, out.Body.Role = LinkURL(a.Base, in.ID, secret), role
	if role == accounts.Embed {
		out.Body.URL = EmbedURL(a.Base, in.ID, secret)
	}
	return out, nil
}

// minPhrase is the least that a passphrase has, in code points. It stands behind a key that cannot be guessed.
const minPhrase = 6

func boundsOf(in *linkIn) (accounts.Bounds, error) {
	phrase := tidyPhrase(in.Body.Passphrase)
	switch {
	case in.Body.ExpiresAt != 0 && in.Body.ExpiresAt <= time.Now().UnixMilli():
		return accounts.Bounds{}, fail(BadValue, "expires_at", "This time is over. Choose a later one.")
	case phrase != "" && utf8.RuneCountInString(phrase) < minPhrase:
		return accounts.Bounds{}, fail(BadValue, "passphrase", "Choose a passphrase of 6 characters or more.")
	case in.Body.Role == string(accounts.Embed) && (phrase != "" || in.Body.Most != 0):
		return accounts.Bounds{}, fail(BadValue, "role", "A page that is framed asks nobody anything: its link can only end on a day.")
	}
	return accounts.Bounds{Expires: in.Body.ExpiresAt, Most: in.Body.Most, Phrase: phrase, Close: in.Body.Close}, nil
}

// tidyPhrase reads a passphrase as it was meant, whatever the keyboard made of it: in compatibility form, and without the
// blanks around it that copying brings along.
func tidyPhrase(words string) string { return strings.TrimSpace(norm.NFKC.String(words)) }

func (a *api) revokeOneLink(ctx context.Context, in *unlinkOneIn) (*struct{}, error) {
	seat, err := a.facilitator(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if err := a.Accounts.RevokeOne(ctx, in.ID, in.Link, seat.Member); err != nil {
		return nil, a.refusal("revoke a link", err)
	}
	a.Kick(Visitor{Board: in.ID, Link: in.Link, Code: realtime.CloseRevoked})
	return nil, nil
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
		a.Kick(Visitor{Board: in.ID, Link: link, Code: realtime.CloseRevoked})
	}
	return nil, nil
}
