package httpapi

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"feltboard/boards"
)

type sinceOut struct {
	Body struct {
		Board   string    `json:"board" doc:"The id of the board of the session before; empty where there was none."`
		Title   string    `json:"title"`
		At      int64     `json:"at" doc:"When that session was, in milliseconds since 1970 UTC."`
		Actions []promise `json:"actions" nullable:"false"`
	}
}

type promise struct {
	Title  string `json:"title"`
	Status string `json:"status" enum:"committed,in_progress,done,verified,declined,parked,reopened"`
	Owner  string `json:"owner" doc:"Of the team: as exports name them; empty where nobody is named."`
	Due    string `json:"due" doc:"As in 2026-12-01; empty where no day was said."`
	Reason string `json:"reason"`
}

// since tells of the session before what was promised there and what became of it, and nothing else: who is on this board may
// never have been on that one.
func (a *api) since(ctx context.Context, in *BoardPath) (*sinceOut, error) {
	if _, _, err := a.seat(ctx, in.ID); err != nil {
		return nil, err
	}
	before := ""
	if err := a.Live.Read(ctx, in.ID, func(s *boards.State) { before = s.Record(in.ID).Str("previous") }); err != nil {
		return nil, a.refusal("read a board", err)
	}
	out := &sinceOut{}
	out.Body.Actions = []promise{}
	if !boards.ValidID(before) {
		return out, nil
	}
	if tells, err := a.tells(ctx, before, in.ID); err != nil || !tells {
		return out, err
	}
	err := a.Live.Read(ctx, before, func(s *boards.State) {
		b := s.Record(before)
		if b == nil || b.Type != "board" {
			return
		}
		out.Body.Board, out.Body.Title, out.Body.At = before, b.Str("title"), b.At
		for _, session := range s.Of("session") {
			if starts, _ := session.Int("starts"); starts > 0 {
				out.Body.At = starts
			}
		}
		out.Body.Actions = promises(s)
	})
	if err != nil {
		return nil, a.refusal("read the board before", err)
	}
	return out, nil
}

// tells says whether anything of a board may be told on the one after it: what a team has said among itself stays there.
func (a *api) tells(ctx context.Context, before, after string) (bool, error) {
	alone, err := a.teamAlone(ctx, before)
	if errors.Is(err, errNoBoard) { // it was lost; nobody is told that either
		return false, nil
	}
	if err != nil || !alone {
		return err == nil, err
	}
	return a.teamAlone(ctx, after)
}

// promises are a board's actions that are more than proposed, in their order.
func promises(s *boards.State) []promise {
	actions := s.Of("action")
	slices.SortStableFunc(actions, func(a, b *boards.Record) int {
		return cmp.Or(cmp.Compare(a.Str("order"), b.Str("order")), cmp.Compare(a.ID, b.ID))
	})
	all := []promise{}
	for _, r := range actions {
		if status := r.Str("status"); status != "proposed" {
			all = append(all, promise{r.Str("title"), status, namedAs(s.Record(r.Str("owner"))), r.Str("due"), r.Str("reason")})
		}
	}
	return all
}

// namedAs is what exports call the owner of an action: those of the team by name, customers by pseudonym alone.
func namedAs(m *boards.Record) string {
	if m == nil || m.Type != "member" || m.Deleted {
		return ""
	}
	if name := strings.TrimSpace(m.Str("name")); name != "" && m.Str("side") == "team" {
		return name
	}
	return m.Str("pseudonym")
}
