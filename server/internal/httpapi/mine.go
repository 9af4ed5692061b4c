package httpapi

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"feltboard/boards"
	"feltboard/server/internal/accounts"

	"github.com/danielgtaylor/huma/v2"
)

// Eraser takes words away for good.
type Eraser interface {
	// Erase erases records of a board, by id and type: for everybody before it returns, from the journal, too, and from the
	// files soon after. After an error it goes on by itself. event is its line in the audit; without an act there is none.
	Erase(ctx context.Context, board string, records map[string]string, event accounts.Event) error
	// Copied erases on a board that was just made of others, or brought up to date with them, what was erased there meanwhile.
	Copied(ctx context.Context, board string) error
	// OnErase has forget called when something of a board is erased, on whichever node, so that nothing of it is kept in memory;
	// within a second or two, and more than once.
	OnErase(forget func(board string))
}

type mineKeyOut struct {
	Body struct {
		Key string `json:"key" doc:"Opens what you contributed, without signing in. It is shown once; the address is /mine/BOARD#k=KEY.OWN."`
	}
}

// MineIn says whose contributions are asked for. (It is exported because huma reads only such when they are embedded.)
type MineIn struct {
	Board  string   `json:"board" maxLength:"64"`
	Key    string   `json:"key" minLength:"1" maxLength:"64"`
	Owners []string `json:"owners,omitempty" maxItems:"20" nullable:"false" doc:"The secrets of the browsers that you wrote anonymously with."`
}

type mineIn struct {
	Body MineIn
}

type mineOut struct {
	Body struct {
		Title string     `json:"title"`
		Name  string     `json:"name" doc:"As it stands on the board; empty if none does."`
		As    string     `json:"as" doc:"The pseudonym: P1, T2 …"`
		Self  bool       `json:"self" doc:"This browser is on the board as them, or was till its link ended."`
		Runs  string     `json:"runs" doc:"Who runs this, as the facilitator has said; may be empty."`
		Notes []mineNote `json:"notes" nullable:"false" doc:"In the order they were written."`
		More  int        `json:"more" doc:"How many comments, proposed topics and reasons there are besides, which erasing everything takes along."`
		May   bool       `json:"may_restore" doc:"What was taken back can be brought back: they are on the board still."`
		Sent  int        `json:"exported" doc:"How many exports have left the house, which nobody can take back."`
	}
}

type mineNote struct {
	ID    string `json:"id"`
	Text  string `json:"text"`
	Zone  string `json:"zone" doc:"The title of where it lies; empty for nowhere."`
	Anon  bool   `json:"anon"`
	Kept  bool   `json:"written_for_you" doc:"Somebody else wrote it down for you."`
	State string `json:"state" enum:"shown,hidden,withdrawn,deleted,erased" doc:"hidden: others do not see it yet; withdrawn: taken back, and it can be brought back; deleted: by somebody else, or on the board."`
}

type someOfMineIn struct {
	Body struct {
		MineIn
		Notes []string `json:"notes" minItems:"1" maxItems:"5000" nullable:"false"`
	}
}

type eraseMineIn struct {
	Body struct {
		MineIn
		Notes []string `json:"notes,omitempty" maxItems:"5000" nullable:"false"`
		All   bool     `json:"all,omitempty" doc:"Everything: notes, comments, topics, reasons, the name and how to reach you."`
	}
}

type countOut struct {
	Body struct {
		Count int `json:"count" doc:"How many records."`
	}
}

type eraseIn struct {
	BoardPath
	Body struct {
		Notes  []string `json:"notes,omitempty" maxItems:"5000" nullable:"false" doc:"Ids of notes, comments or topics."`
		Member string   `json:"member,omitempty" maxLength:"64" doc:"Everything of this person but what they wrote anonymously, which nobody knows."`
	}
}

func (a *api) mine(h huma.API) {
	huma.Register(h, operation(http.MethodPost, "/api/v1/boards/{id}/mine", "mine-key", "Make a key to what you contribute to a board, for yourself. You have five at most; the oldest ends."), a.newMine)
	huma.Register(h, operation(http.MethodPost, "/api/mine", "mine", "What somebody contributed to a board."), a.showMine)
	huma.Register(h, operation(http.MethodPost, "/api/mine/withdraw", "withdraw-mine", "Take notes of one's own back: deleted, and still there for whom may restore them."), a.withdrawMine)
	huma.Register(h, operation(http.MethodPost, "/api/mine/restore", "restore-mine", "Bring back notes that one withdrew; not those that somebody else deleted."), a.restoreMine)
	huma.Register(h, operation(http.MethodPost, "/api/mine/erase", "erase-mine", "Erase notes of one's own, or everything, for good. Nobody can undo it."), a.eraseMine)
	huma.Register(h, operation(http.MethodPost, "/api/v1/boards/{id}/erase", "erase", "Erase on somebody's behalf, for good; for the facilitator. Nobody can undo it."), a.erase)
}

func (a *api) newMine(ctx context.Context, in *BoardPath) (*mineKeyOut, error) {
	seat, _, err := a.seat(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if err := a.act("mine_key", in.ID, seat.Member, costOfMineKey); err != nil {
		return nil, err
	}
	out := &mineKeyOut{}
	if out.Body.Key, err = a.Accounts.NewMine(ctx, in.ID, seat.Member); err != nil {
		return nil, a.refusal("make a key", err)
	}
	return out, nil
}

// contributor finds out who asks; a key that opens nothing counts as a try.
func (a *api) contributor(ctx context.Context, in MineIn) (boards.Contributor, error) {
	at := visitOf(ctx)
	var member string
	err := a.guesses.look(at.addr, in.Key, accounts.ErrBadMine, func() (err error) {
		member, err = a.Accounts.Mine(ctx, in.Board, in.Key)
		return err
	})
	if errors.Is(err, accounts.ErrBadMine) {
		return boards.Contributor{}, errNoBoard
	}
	if err != nil {
		return boards.Contributor{}, a.refusal("look up a key", err)
	}
	c := boards.Contributor{Member: member}
	for _, secret := range in.Owners {
		if key := boards.OwnerKey(secret, in.Board); key != "" && !slices.Contains(c.Owners, key) {
			c.Owners = append(c.Owners, key)
		}
	}
	return c, nil
}

func (a *api) showMine(ctx context.Context, in *mineIn) (*mineOut, error) {
	c, err := a.contributor(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	sent, err := a.Accounts.Outgoings(ctx, in.Body.Board, 1000)
	if err != nil {
		return nil, a.refusal("list exports", err)
	}
	seat, err := a.Accounts.Seat(ctx, visitOf(ctx).session, in.Body.Board)
	if err != nil && !errors.Is(err, accounts.ErrNoSeat) && !errors.Is(err, accounts.ErrRevoked) {
		return nil, a.refusal("look up a seat", err)
	}
	out := &mineOut{}
	if out.Body.May, err = a.mayRestore(ctx, in.Body.Board, c); err != nil {
		return nil, err
	}
	out.Body.Notes = []mineNote{}
	out.Body.Sent = len(sent)
	out.Body.Self = seat.Member == c.Member
	err = a.Live.Read(ctx, in.Body.Board, func(s *boards.State) {
		if b := s.Record(in.Body.Board); b != nil {
			out.Body.Title, out.Body.Runs = b.Str("title"), b.Str("runs")
		}
		if m := s.Record(c.Member); m != nil {
			out.Body.Name, out.Body.As = m.Str("name"), m.Str("pseudonym")
		}
		for _, n := range c.Notes(s) {
			out.Body.Notes = append(out.Body.Notes, mineNoteOf(s, c, n))
		}
		for _, id := range c.Everything(s) {
			if r := s.Record(id); r.Type != "note" && r.Type != "member" && r.Worded() {
				out.Body.More++
			}
		}
	})
	if err != nil {
		return nil, a.refusal("read a board", err)
	}
	return out, nil
}

func mineNoteOf(s *boards.State, c boards.Contributor, n *boards.Record) mineNote {
	m := mineNote{ID: n.ID, Text: n.Str("text"), Anon: n.Owner != "", Kept: n.Str("behalf") != "" && n.By != c.Member, State: "hidden"}
	if zone := s.Record(n.Part("place", "zone")); zone != nil {
		m.Zone = zone.Str("title")
	}
	switch {
	case n.Erased:
		m.State = "erased"
	case n.Deleted && n.As == boards.Withdrawn:
		m.State = "withdrawn"
	case n.Deleted:
		m.State = "deleted"
	case n.Str("state") == "revealed" && s.Rules().SeeAll:
		m.State = "shown"
	}
	return m
}

func (a *api) withdrawMine(ctx context.Context, in *someOfMineIn) (*countOut, error) {
	return a.changeMine(ctx, in, boards.WithdrawOps, "withdrawn")
}

func (a *api) restoreMine(ctx context.Context, in *someOfMineIn) (*countOut, error) {
	c, err := a.contributor(ctx, in.Body.MineIn)
	if err != nil {
		return nil, err
	}
	if may, err := a.mayRestore(ctx, in.Body.Board, c); err != nil {
		return nil, err
	} else if !may {
		return nil, fail(Forbidden, "", "You are not on this board any more: what was taken back stays so.")
	}
	return a.changeMine(ctx, in, boards.RestoreOps, "unwithdrawn")
}

// mayRestore says whether somebody brings notes back: who is on the board still, and not by a revoked link.
func (a *api) mayRestore(ctx context.Context, board string, c boards.Contributor) (may bool, err error) {
	if err := a.Live.Read(ctx, board, func(s *boards.State) { may = boards.MayRestore(s, c) }); err != nil {
		return false, a.refusal("read a board", err)
	}
	barred, err := a.Accounts.Barred(ctx, board, c.Member)
	if err != nil {
		return false, a.refusal("look up a seat", err)
	}
	return may && !barred, nil
}

// changeMine does what make says with notes of who asks; act is what the audit calls it.
func (a *api) changeMine(ctx context.Context, in *someOfMineIn, make func(*boards.State, boards.Contributor, []string) []boards.Op, act string) (*countOut, error) {
	c, err := a.contributor(ctx, in.Body.MineIn)
	if err != nil {
		return nil, err
	}
	if err := a.act("mine", in.Body.Board, c.Member, 1+len(in.Body.Notes)/notesOfOneMore); err != nil {
		return nil, err
	}
	var lots [][]string
	err = a.Live.Read(ctx, in.Body.Board, func(s *boards.State) {
		var ids []string
		for _, o := range make(s, c, in.Body.Notes) {
			ids = append(ids, o.ID)
		}
		lots = boards.Lots(s, ids)
	})
	if err != nil {
		return nil, a.refusal("read a board", err)
	}
	done := map[bool]int{} // signed or not
	for _, lot := range lots {
		n, signed := 0, false
		err = a.Live.Do(ctx, in.Body.Board, func(s *boards.State) ([]boards.Op, error) {
			ops := make(s, c, lot)
			n, signed = len(ops), !s.Record(lot[0]).Unsigned()
			return ops, nil
		})
		if err != nil {
			break
		}
		done[signed] += n
	}
	if n := done[true]; n > 0 {
		a.tally(ctx, accounts.Event{Board: in.Body.Board, Member: c.Member, Act: act, Outcome: fmt.Sprint(n)})
	}
	a.nobodys(ctx, in.Body.Board, act, done[false])
	if err != nil {
		return nil, a.refusal("change notes", err)
	}
	out := &countOut{}
	out.Body.Count = done[true] + done[false]
	return out, nil
}

// nobodys writes down what somebody did to unsigned records of theirs: one by one and once a minute, so that it is nobody's
//
func (a *api) nobodys(ctx context.Context, board, act string, times int) {
	for range times {
		a.tally(ctx, accounts.Event{Board: board, Act: act, Outcome: "1"})
	}
}

func (a *api) eraseMine(ctx context.Context, in *eraseMineIn) (*countOut, error) {
	c, err := a.contributor(ctx, in.Body.MineIn)
	if err != nil {
		return nil, err
	}
	if in.Body.All == (len(in.Body.Notes) > 0) {
		return nil, fail(BadValue, "notes", "Name notes, or ask for all.")
	}
	return a.eraseOf(ctx, in.Body.Board, c.Member, true, func(s *boards.State) []string {
		if in.Body.All {
			return c.Everything(s)
		}
		var ids []string
		for _, n := range c.Notes(s) {
			if slices.Contains(in.Body.Notes, n.ID) {
				ids = append(ids, n.ID)
			}
		}
		return ids
	})
}

func (a *api) erase(ctx context.Context, in *eraseIn) (*countOut, error) {
	seat, err := a.facilitator(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if (in.Body.Member == "") == (len(in.Body.Notes) == 0) {
		return nil, fail(BadValue, "notes", "Name notes, or a person.")
	}
	known := in.Body.Member == ""
	out, err := a.eraseOf(ctx, in.ID, seat.Member, false, func(s *boards.State) []string {
		if in.Body.Member != "" {
			m := s.Record(in.Body.Member)
			if known = m != nil && m.Type == "member"; !known {
				return nil
			}
			return boards.Contributor{Member: in.Body.Member}.Everything(s)
		}
		// What they may delete, they may erase: what lies in the open, in the bin or waits for them.
		view := boards.Project(s, boards.Viewer{Member: seat.Member, Audience: boards.Host})
		var ids []string
		for _, id := range in.Body.Notes {
			r := s.Record(id)
			if r != nil && (r.Type == "note" || r.Type == "comment" || r.Type == "topic") && (view.Shared[id] != nil || view.Own[id] != nil) {
				ids = append(ids, id)
			}
		}
		return ids
	})
	if err == nil && !known {
		return nil, fail(NotFound, "member", "There is nobody by this id on the board.")
	}
	return out, err
}

// eraseOf erases what which says, for a member; own says that it is theirs.
func (a *api) eraseOf(ctx context.Context, board, by string, own bool, which func(*boards.State) []string) (*countOut, error) {
	records, unsigned := map[string]string{}, 0
	err := a.Live.Read(ctx, board, func(s *boards.State) {
		for _, id := range which(s) {
			if r := s.Record(id); r != nil && r.Worded() {
				records[id] = r.Type
				if own && r.Unsigned() {
					unsigned++
				}
			}
		}
	})
	if err != nil {
		return nil, a.refusal("read a board", err)
	}
	out := &countOut{}
	out.Body.Count = len(records)
	var event accounts.Event
	if n := len(records) - unsigned; n > 0 {
		event = accounts.Event{Board: board, Member: by, Act: "erased", Outcome: fmt.Sprint(n)}
	}
	if err = a.Erase.Erase(ctx, board, records, event); err == nil {
		a.nobodys(ctx, board, "erased", unsigned)
	}
	a.forget(board)
	if err != nil {
		return nil, a.refusal("erase", err)
	}
	return out, nil
}

// forget lets go of what is kept in memory of a board's words.
func (a *api) forget(board string) {
	a.told.forget(board)
	a.suggested.forget()
}
