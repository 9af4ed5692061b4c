package deliver_test

import (
	"context"
	"strings"
	"testing"

	"feltboard/boards"
	"feltboard/boards/fixture"
	"feltboard/server/internal/deliver"

	"github.com/google/uuid"
)

// alone is one board, without a server.
type alone struct{ *boards.State }

func (a alone) Read(_ context.Context, _ string, look func(*boards.State)) error {
	look(a.State)
	return nil
}

func (a alone) Do(_ context.Context, _ string, build func(*boards.State) ([]boards.Op, error)) error {
	ops, err := build(a.State)
	if err != nil || len(ops) == 0 {
		return err
	}
	e, bad := boards.Admit(a.State, boards.Env{Now: 1}, boards.Actor{System: true}, boards.Mutation{Base: a.Seq, Ops: ops})
	if bad != nil {
		return bad
	}
	a.Apply(e)
	return nil
}

// B-77: a project in nested groups has a longer name than a link holds, and is linked all the same.
func TestALongProjectIsLinked(t *testing.T) {
	template, bad := boards.ParseTemplate(fixture.Plain)
	if bad != nil {
		t.Fatal(bad)
	}
	board, action, on, ctx := uuid.NewString(), uuid.NewString(), alone{boards.NewState()}, t.Context()
	made := append(template.Ops(boards.BoardInfo{ID: board, Title: "Shop", Persona: "Buyer"}, uuid.NewString),
		boards.Op{Kind: boards.Put, ID: action, Rec: &boards.Record{ID: action, Type: "action", F: map[string]any{"title": "Hold the seat"}}})
	if err := on.Do(ctx, board, func(*boards.State) ([]boards.Op, error) { return made, nil }); err != nil {
		t.Fatal(err)
	}
	to := &deliver.Boards{Live: on, Base: "https://felt.example"}
	for range 2 {
		if err := to.Linked(ctx, board, action, deliver.Link{Target: "gitlab " + strings.Repeat("group/", 20) + "shop", Ref: "7", URL: "https://git.example/7"}); err != nil {
			t.Fatal(err)
		}
	}
	links := on.Record(action).List("links")
	if len(links) != 1 || !strings.HasSuffix(links[0].(map[string]any)["target"].(string), "group/shop") {
		t.Errorf("%v", links)
	}
}

// E-1: what is declined is no work to export, and is still known to a tracker that has it.
func TestADeclinedActionIsStillAnIssue(t *testing.T) {
	template, bad := boards.ParseTemplate(fixture.Plain)
	if bad != nil {
		t.Fatal(bad)
	}
	board, action, on, ctx := uuid.NewString(), uuid.NewString(), alone{boards.NewState()}, t.Context()
	made := append(template.Ops(boards.BoardInfo{ID: board, Title: "Shop", Persona: "Buyer"}, uuid.NewString),
		boards.Op{Kind: boards.Put, ID: action, Rec: &boards.Record{ID: action, Type: "action", F: map[string]any{"title": "Hold the seat"}}},
		boards.Op{Kind: boards.Set, ID: action, F: map[string]any{"status": "declined", "reason": "too dear"}})
	if err := on.Do(ctx, board, func(*boards.State) ([]boards.Op, error) { return made, nil }); err != nil {
		t.Fatal(err)
	}
	issues, err := (&deliver.Boards{Live: on, Base: "https://felt.example"}).Issues(ctx, board, deliver.GitHub)
	if err != nil || issues[action].Title != "Hold the seat" || !strings.Contains(issues[action].Body, "declined, because: too dear") {
		t.Errorf("%+v, %v", issues, err)
	}
}
