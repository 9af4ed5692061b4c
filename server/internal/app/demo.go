package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"feltboard/boards"
	"feltboard/boards/fixture"
	"feltboard/realtime/journal"
	"feltboard/server/internal/httpapi"
)

// demoBoard is the demo board's id on every server, so that it is made once.
const demoBoard = "fe17b0a2-0de0-4000-8000-000000000001"

// demoLinks are what Welcome prints of the demo board. The links for others exist only when it has just been made: the
// server does not keep them.
type demoLinks struct{ title, board, team, client string }

// makeDemo makes the demo board, unless there is one.
func (a *App) makeDemo(ctx context.Context) (*demoLinks, error) {
	story := fixture.TicketShop()
	links := &demoLinks{title: story.Title, board: a.base.JoinPath("b", demoBoard).String()}
	host, err := a.tellDemo(ctx, story.Title)
	if errors.Is(err, journal.ErrExists) {
		return links, nil
	}
	if err != nil {
		return nil, fmt.Errorf("make the demo board: %w", err)
	}
	secrets, err := a.accounts.Host(ctx, demoBoard, "", host)
	if err != nil {
		return nil, fmt.Errorf("make the demo board's links: %w", err)
	}
	links.team = httpapi.LinkURL(a.base, demoBoard, secrets[boards.Team])
	links.client = httpapi.LinkURL(a.base, demoBoard, secrets[boards.Client])
	return links, nil
}

func (a *App) tellDemo(ctx context.Context, title string) (host string, err error) {
	owner, _, err := a.accounts.Owner(ctx)
	if err != nil {
		return "", err
	}
	return a.tellStory(ctx, fixture.TicketShop(), demoBoard, title, owner)
}

// tellExample makes a board of the ticket shop's story in a language, for a host of this name.
func (a *App) tellExample(ctx context.Context, board, title, name, lang string) (host string, err error) {
	return a.tellStory(ctx, fixture.Told(lang), board, title, name)
}

// tellStory makes a board of a story and returns the member on it of its host, who has this name. Its error
// is [journal.ErrExists] if there is a board with this id.
func (a *App) tellStory(ctx context.Context, story fixture.Story, board, title, name string) (host string, err error) {
	t := newTale(time.Now())
	if host, err = t.tell(story, board, title, name); err != nil {
		return "", err
	}
	_, err = a.boards.Create(ctx, board, t.payloads)
	return host, err
}
