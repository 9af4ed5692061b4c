package httpapi

import (
	"context"
	"net/http"
	"strings"

	"feltboard/boards"

	"github.com/danielgtaylor/huma/v2"
)

// AuditPage says which lines. (It is exported because huma reads only such when they are embedded.)
type AuditPage struct {
	Before int64 `query:"before" minimum:"0" doc:"Only lines before the one with this id; 0 is from the newest on."`
	Limit  int   `query:"limit" minimum:"1" maximum:"200" default:"50"`
}

type boardAuditIn struct {
	BoardPath
	AuditPage
}

type auditOut struct {
	Body struct {
		Events []auditEvent `json:"events" nullable:"false" doc:"The newest first."`
		More   bool         `json:"more" doc:"Whether there are older ones."`
	}
}

type auditEvent struct {
	ID      int64  `json:"id"`
	At      int64  `json:"at" doc:"Milliseconds since 1970 UTC; of the first, if it happened more than once."`
	Board   string `json:"board" doc:"Empty: the server as a whole."`
	Title   string `json:"title,omitempty" doc:"The board's, for who hosts it."`
	Member  string `json:"member" doc:"Who on the board, or which person of the server; empty: nobody known."`
	Name    string `json:"name,omitempty" doc:"As they show on the board now; of a board that was deleted or brought back, who did it on the server."`
	As      string `json:"name_as,omitempty" enum:"facilitator,team,customer" doc:"What stands before a name that looks like another's."`
	Act     string `json:"act" doc:"From a closed list."`
	Outcome string `json:"outcome" doc:"ok, a role, the code of a refusal, how many of what, or an id: another board's, whom it was done to, an invitation's or a link's; with a role before it where there is one."`
	Whom    string `json:"whom,omitempty" doc:"What who it was done to is called now."`
	WhomAs  string `json:"whom_as,omitempty" enum:"facilitator,team,customer" doc:"What stands before that, if it looks like another's."`
	Times   int    `json:"times" doc:"How often within the minute."`
}

func (a *api) audits(h huma.API) {
	huma.Register(h, operation(http.MethodGet, "/api/v1/boards/{id}/audit", "board-audit", "Who did what on a board; for its facilitator."), a.boardAudit)
	huma.Register(h, operation(http.MethodGet, "/api/v1/audit", "audit", "Who did what on this server; for its owner."), a.serverAudit)
}

//
func (a *api) boardAudit(ctx context.Context, in *boardAuditIn) (*auditOut, error) {
	if _, err := a.facilitator(ctx, in.ID); err != nil {
		return nil, err
	}
	out, err := a.auditPage(ctx, in.ID, in.AuditPage)
	if err != nil {
		return nil, err
	}
	names, _, err := a.Accounts.Named(ctx, visitOf(ctx).session)
	if err != nil {
		return nil, a.refusal("name people", err)
	}
	err = a.Live.Read(ctx, in.ID, func(s *boards.State) {
		for i := range out.Body.Events {
			e := &out.Body.Events[i]
			e.Name, e.As = shownAs(s, e.Member)
			e.Whom, e.WhomAs = shownAs(s, lastOf(e.Outcome))
			e.deleter(names)
		}
	})
	if err != nil {
		return nil, a.refusal("read a board", err)
	}
	return out, nil
}

// lastOf is the id that stands at the end of an outcome, if one does.
func lastOf(outcome string) string { return outcome[strings.LastIndexByte(outcome, ' ')+1:] }

// deleter names who deleted a board or brought it back: hosts and owners do as themselves, not as anybody on it.
func (e *auditEvent) deleter(names map[string]string) {
	if e.Member == "" && (e.Act == "board_deleted" || e.Act == "board_restored") {
		e.Name = names[e.Outcome]
	}
}

// shownAs is what a member is called on a board: by name or, if they gave none, by the letter that they have. Before a name that
// looks like another's stands that letter, and what they are (S-17, B-102).
func shownAs(s *boards.State, member string) (name, as string) {
	m := s.Record(member)
	if m == nil || m.Type != "member" {
		return "", ""
	}
	name = m.Str("name")
	alike, _ := m.Get("alike").(bool)
	switch {
	case name == "":
		return m.Str("pseudonym"), ""
	case !alike:
		return name, ""
	case m.Str("role") == string(boards.Facilitator):
		as = string(boards.Facilitator)
	default:
		as = m.Str("side")
	}
	return m.Str("pseudonym") + " · " + name, as
}

//
func (a *api) serverAudit(ctx context.Context, in *AuditPage) (*auditOut, error) {
	if _, err := a.owner(ctx); err != nil {
		return nil, err
	}
	out, err := a.auditPage(ctx, "", *in)
	if err != nil {
		return nil, err
	}
	names, titles, err := a.Accounts.Named(ctx, visitOf(ctx).session)
	if err != nil {
		return nil, a.refusal("name people and boards", err)
	}
	for i := range out.Body.Events {
		e := &out.Body.Events[i]
		if e.Title = titles[e.Board]; e.Board == "" {
			e.Name, e.Whom = names[e.Member], names[lastOf(e.Outcome)]
		}
		e.deleter(names)
	}
	return out, nil
}

func (a *api) auditPage(ctx context.Context, board string, page AuditPage) (*auditOut, error) {
	events, err := a.Accounts.EventsBefore(ctx, board, page.Before, page.Limit+1)
	if err != nil {
		return nil, a.refusal("read the audit", err)
	}
	out := &auditOut{}
	if out.Body.More = len(events) > page.Limit; out.Body.More {
		events = events[:page.Limit]
	}
	for _, e := range events {
		out.Body.Events = append(out.Body.Events, auditEvent{ID: e.ID, At: e.At, Board: e.Board, Member: e.Member, Act: e.Act, Outcome: e.Outcome, Times: e.Times})
	}
	return out, nil
}
