package httpapi

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"feltboard/boards"
	"feltboard/server/internal/accounts"

	"github.com/danielgtaylor/huma/v2"
)

type outgoingsOut struct {
	Body struct {
		Exports []outgoing `json:"exports" nullable:"false" doc:"The newest first; a thousand at most."`
	}
}

type outgoing struct {
	ID     int64  `json:"id"`
	At     int64  `json:"at" doc:"Milliseconds since 1970 UTC."`
	By     string `json:"by" doc:"A member's id."`
	Format string `json:"format" doc:"The format of a file, or the kind of tracker that it went to."`
	Seq    int64  `json:"seq" doc:"The board's place in its history then."`
	Stale  bool   `json:"stale" doc:"Something in it was erased since: export it again, and delete the file."`
	Since  int64  `json:"stale_at,omitempty,omitzero" doc:"Milliseconds since 1970 UTC."`
}

type retention struct {
	Days     int   `json:"days" minimum:"0" maximum:"3650" doc:"Without a change, and since it was brought back, after which the board is deleted; 0 is never."`
	DeleteAt int64 `json:"delete_at,omitempty,omitzero" readOnly:"true" doc:"When that will be if nothing changes, in milliseconds since 1970 UTC."`
}

type retentionIn struct {
	BoardPath
	Body struct {
		Days int `json:"days" minimum:"0" maximum:"3650" doc:"Without a change, after which the board is deleted; 0 is never."`
	}
}

type retentionOut struct {
	Body retention
}

type deletedBoardsOut struct {
	Body struct {
		Boards []deletedBoard `json:"boards" nullable:"false" doc:"Those deleted last first."`
	}
}

type deletedBoard struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	DeletedAt int64  `json:"deleted_at" doc:"Milliseconds since 1970 UTC."`
	GoneAt    int64  `json:"gone_at" doc:"When it cannot be brought back any more, in milliseconds since 1970 UTC."`
}

func (a *api) keeping(h huma.API) {
	huma.Register(h, operation(http.MethodGet, "/api/v1/boards/{id}/exports", "list-exports", "What left the house of a board, and what has to be made anew as something in it was erased; for its team."), a.outgoings)
	huma.Register(h, operation(http.MethodGet, "/api/v1/boards/{id}/retention", "retention", "How long a board is kept; for whoever is on it."), a.retention)
	huma.Register(h, operation(http.MethodPost, "/api/v1/boards/{id}/retention", "set-retention", "Say how long a board is kept; for the facilitator."), a.setRetention)
	gone := operation(http.MethodDelete, "/api/v1/boards/{id}", "delete-board", "Delete a board; for who hosts it, and owners. It can be brought back for 30 days, and then all of it goes.")
	gone.DefaultStatus = http.StatusNoContent
	huma.Register(h, gone, a.deleteBoard)
	back := operation(http.MethodPost, "/api/v1/boards/{id}/restore", "restore-board", "Bring a deleted board back, with all that was on it; for who hosts it, and owners.")
	back.DefaultStatus = http.StatusNoContent
	huma.Register(h, back, a.restoreBoard)
	huma.Register(h, operation(http.MethodGet, "/api/v1/deleted-boards", "deleted-boards", "Deleted boards that can be brought back still; one's own, and for owners all."), a.deletedBoards)
}

func (a *api) outgoings(ctx context.Context, in *BoardPath) (*outgoingsOut, error) {
	_, role, err := a.seat(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if role != boards.Facilitator && role != boards.Team {
		return nil, fail(Forbidden, "", "Only the team sees what was exported.")
	}
	all, err := a.Accounts.Outgoings(ctx, in.ID, 1000)
	if err != nil {
		return nil, a.refusal("list exports", err)
	}
	out := &outgoingsOut{}
	out.Body.Exports = []outgoing{}
	for _, o := range all {
		out.Body.Exports = append(out.Body.Exports, outgoing{o.ID, o.At, o.Member, o.Format, o.Seq, o.Stale > 0, o.Stale})
	}
	return out, nil
}

// sent writes down what leaves the house. A full disk must not keep anybody from taking their work away.
func (a *api) sent(ctx context.Context, board, member, format string, seq int64) {
	if err := a.Accounts.AddOutgoing(ctx, board, accounts.Outgoing{Member: member, Format: format, Seq: seq}); err != nil {
		a.log.Warn("an export is not in the list", "board", board, "err", err)
	}
}

func (a *api) retention(ctx context.Context, in *BoardPath) (*retentionOut, error) {
	if _, _, err := a.seat(ctx, in.ID); err != nil {
		return nil, err
	}
	kept, err := a.Accounts.Keeping(ctx, in.ID)
	if err != nil && !errors.Is(err, accounts.ErrNoSeat) {
		return nil, a.refusal("read how long a board is kept", err)
	}
	out := &retentionOut{}
	if out.Body.Days = kept.Days; kept.Days == 0 {
		return out, nil
	}
	err = a.Live.Read(ctx, in.ID, func(s *boards.State) {
		out.Body.DeleteAt = kept.Ends(s.Time)
	})
	if err != nil {
		return nil, a.refusal("read a board", err)
	}
	return out, nil
}

// limited is how long the boards are kept that are not kept for ever.
func (a *api) limited(ctx context.Context) (map[string]accounts.Kept, error) {
	all, err := a.Accounts.Limited(ctx)
	kept := make(map[string]accounts.Kept, len(all))
	for _, k := range all {
		kept[k.Board] = k
	}
	return kept, err
}

func (a *api) setRetention(ctx context.Context, in *retentionIn) (*retentionOut, error) {
	seat, err := a.facilitator(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	// People are told first (B-100), so that the board goes no sooner than they know; where the second part fails, they are told so.
	var was int64
	say := func(days int64) error {
		return a.Live.Do(ctx, in.ID, func(s *boards.State) ([]boards.Op, error) {
			if b := s.Record(in.ID); b != nil {
				was, _ = b.Get("keep").(int64)
			}
			return []boards.Op{{Kind: boards.Set, ID: in.ID, F: map[string]any{"keep": days}}}, nil
		})
	}
	if err := say(int64(in.Body.Days)); err != nil {
		return nil, a.refusal("say how long a board is kept", err)
	}
	ctx = context.WithoutCancel(ctx)
	event := accounts.Event{Board: in.ID, Member: seat.Member, Act: "retention_set", Outcome: fmt.Sprint(in.Body.Days)}
	if err := a.Accounts.SetKeeping(ctx, in.ID, in.Body.Days, event); err != nil {
		if back := say(was); back != nil {
			a.log.Warn("say again how long a board is kept", "board", in.ID, "err", back) // the eraser does before it deletes
		}
		return nil, a.refusal("set how long a board is kept", err)
	}
	return a.retention(ctx, &in.BoardPath)
}

// hosts says whether who asks may delete a board and bring it back; for all others there is none.
func (a *api) hosts(ctx context.Context, board string) (accounts.Kept, error) {
	at := visitOf(ctx).session
	kept, err := a.Accounts.Keeping(ctx, board)
	if err != nil {
		return kept, a.refusal("look up a board", err)
	}
	if !at.Owner && (at.Person == "" || at.Person != kept.Person) {
		if _, _, err := a.seat(ctx, board); err != nil {
			return kept, err
		}
		return kept, fail(Forbidden, "", "Only who made this board can delete it.")
	}
	return kept, nil
}

func (a *api) deleteBoard(ctx context.Context, in *BoardPath) (*struct{}, error) {
	if _, err := a.hosts(ctx, in.ID); err != nil {
		return nil, err
	}
	var last accounts.Summary // a deleted board is called what it was called then, whether or not a list has shown it
	err := a.Live.Read(ctx, in.ID, func(s *boards.State) {
		last = accounts.Summarize(in.ID, s, boards.Viewer{Audience: boards.Host})
	})
	if err == nil {
		err = a.Accounts.SaveSummaries(ctx, []accounts.Summary{last})
	}
	if err != nil {
		a.log.Warn("summarize a board that is deleted", "board", in.ID, "err", err)
	}
	_, err = a.Accounts.Delete(ctx, in.ID, false, accounts.Event{Board: in.ID, Act: "board_deleted", Outcome: visitOf(ctx).session.Person})
	if err != nil {
		return nil, a.refusal("delete a board", err)
	}
	a.Deleted(ctx)
	a.forget(in.ID)
	return nil, nil
}

func (a *api) restoreBoard(ctx context.Context, in *BoardPath) (*struct{}, error) {
	if _, err := a.hosts(ctx, in.ID); err != nil {
		return nil, err
	}
	changed, err := a.Accounts.Delete(ctx, in.ID, true, accounts.Event{Board: in.ID, Act: "board_restored", Outcome: visitOf(ctx).session.Person})
	if err != nil {
		return nil, a.refusal("bring a board back", err)
	}
	if !changed { // it is there, or it is too late
		if kept, err := a.hosts(ctx, in.ID); err != nil || kept.Deleted != 0 {
			return nil, errNoBoard
		}
	}
	a.Deleted(ctx)
	return nil, nil
}

func (a *api) deletedBoards(ctx context.Context, _ *struct{}) (*deletedBoardsOut, error) {
	at := visitOf(ctx).session
	if at.Person == "" && !at.Owner {
		return nil, errSignIn
	}
	all, err := a.Accounts.Deleted(ctx)
	if err != nil {
		return nil, a.refusal("list deleted boards", err)
	}
	out := &deletedBoardsOut{}
	out.Body.Boards = []deletedBoard{}
	for _, k := range all {
		if at.Owner || k.Person == at.Person {
			out.Body.Boards = append(out.Body.Boards, deletedBoard{k.Board, k.Title, k.Deleted, time.UnixMilli(k.Deleted).Add(accounts.Grace).UnixMilli()})
		}
	}
	return out, nil
}
