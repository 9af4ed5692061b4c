package httpapi

import (
	"context"
	"strings"

	"github.com/google/uuid"
)

type exampleIn struct {
	Body struct {
		Title string `json:"title" minLength:"1" maxLength:"120" doc:"What the board is called; it should say that it is an example."`
		Lang  string `json:"lang,omitempty" maxLength:"35" doc:"What its people speak: en, de, es or fr. Anything else is en."`
	}
}

type exampleOut struct {
	Body struct {
		ID string `json:"id"`
	}
}

// createExample makes a board like any other of who asks, with notes, insights and an action of people who do not exist.
func (a *api) createExample(ctx context.Context, in *exampleIn) (*exampleOut, error) {
	at := visitOf(ctx)
	me, err := a.signedIn(ctx)
	if err != nil {
		return nil, err
	}
	title := strings.TrimSpace(in.Body.Title)
	if title == "" {
		return nil, fail(BadValue, "title", "A board has a title.")
	}
	if wait, ok := a.creations.take(at.addr); !ok {
		return nil, tooMany(wait)
	}
	ctx = context.WithoutCancel(ctx) // a board without its host is on nobody's list
	out := &exampleOut{}
	out.Body.ID = uuid.NewString()
	host, err := a.Example(ctx, out.Body.ID, title, me.Name, in.Body.Lang)
	if err != nil {
		return nil, a.refusal("make an example", err)
	}
	if _, err := a.Accounts.Host(ctx, out.Body.ID, me.ID, host); err != nil {
		return nil, a.refusal("make a board's links", err)
	}
	return out, nil
}
