package httpapi

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"feltboard/boards"
	"feltboard/realtime/journal"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-json-experiment/json"
)

type historyIn struct {
	BoardPath
	Encoding string `header:"Accept-Encoding" hidden:"true"`
}

type historyOut struct {
	ContentType     string `header:"Content-Type"`
	ContentEncoding string `header:"Content-Encoding"`
	Vary            string `header:"Vary"`
	Body            []byte
}

// history is what the body holds, before it is compressed.
type history struct {
	Earlier bool          `json:"earlier"` // there is more before start
	Start   []any         `json:"start"`   // the records of the moment before the first step, as puts
	Steps   []historyStep `json:"steps"`
}

type historyStep struct {
	T   int64  `json:"t,omitzero"`
	By  string `json:"by,omitzero"`
	Ops []any  `json:"ops"`
}

// histories keeps those told last, compressed, while their boards stand still. One is made at a time: a journal and all
// that it did are held, for a moment longer than it takes, as who looks at a board's menu asks for its bin and then its history.
type histories struct {
	making turns
	mu     sync.Mutex
	told   []told // by mu
	last   *reading
	ends   *time.Timer // of last
}

// reading is a journal as far as it has been read.
type reading struct {
	board string
	at    journal.Pos
	size  int // of its payloads, in bytes
	*boards.Chronicle
}

// A journal that was read is kept for so long, if it has no more bytes than that: what it did takes several times as many.
const (
	keptReading     = time.Minute
	keptReadingSize = 8 << 20
)

type told struct {
	key  string
	body []byte // gzip
}

// keptHistories is how many are kept, and keptTold for how long: what is erased is in no other for longer.
const (
	keptHistories = 8
	keptTold      = 10 * time.Minute
)

func (h *histories) find(key string) []byte {
	h.mu.Lock()
	defer h.mu.Unlock()
	if i := slices.IndexFunc(h.told, func(t told) bool { return t.key == key }); i >= 0 {
		return h.told[i].body
	}
	return nil
}

func (h *histories) keep(key string, body []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.told = append(h.told, told{key, body}); len(h.told) > keptHistories {
		h.told = slices.Delete(h.told, 0, 1)
	}
	time.AfterFunc(keptTold, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.told = slices.DeleteFunc(h.told, func(t told) bool { return t.key == key })
	})
}

// forget lets go of a board's.
func (h *histories) forget(board string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.told = slices.DeleteFunc(h.told, func(t told) bool { return strings.HasPrefix(t.key, board+" ") })
	if h.last != nil && h.last.board == board {
		h.last = nil
	}
}

// takeReading hands over what is kept of a board's journal, or nothing read yet.
func (h *histories) takeReading(board string) *reading {
	h.mu.Lock()
	defer h.mu.Unlock()
	r := h.last
	h.last = nil
	if r == nil || r.board != board {
		return &reading{board: board, Chronicle: boards.NewChronicle()}
	}
	return r
}

// keepReading keeps one until another is kept, or its time is over.
func (h *histories) keepReading(r *reading) {
	if r.size > keptReadingSize {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.last = r
	if h.ends != nil {
		h.ends.Stop()
	}
	h.ends = time.AfterFunc(keptReading, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		if h.last == r {
			h.last = nil
		}
	})
}

// historyTime is how long making one may take; a journal of this length is none that people have made.
const historyTime = 20 * time.Second

var errTooLong = fail(Unavailable, "", "This board's history is too long to be told at once.")

func (a *api) histories(h huma.API) {
	op := operation(http.MethodGet, "/api/v1/boards/{id}/history", "history", "What a board looked like, step by step, as far as who asks may know it now; for its team.")
	op.Description = "JSON: earlier (there is more before start), start (a list of view ops: the moment before the first step) and steps, each with its view ops (put, set, text, gone: as over the live connection), and, where that may be told, by (a member) and t (milliseconds since 1970 UTC)."
	huma.Register(h, op, a.history)
	huma.Register(h, operation(http.MethodGet, "/api/v1/boards/{id}/deleted", "deleted-lately", "The notes in one's bin, those deleted last first; for the team."), a.deleted)
}

func (a *api) history(ctx context.Context, in *historyIn) (*historyOut, error) {
	seat, role, err := a.seat(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if role != boards.Facilitator && role != boards.Team {
		return nil, fail(Forbidden, "", "The history of a board is for its team.")
	}
	if wait, ok := a.pasts.take(visitOf(ctx).addr); !ok {
		return nil, tooMany(wait)
	}
	body, err := a.tellHistory(ctx, in.ID, boards.Viewer{Member: seat.Member, Audience: role.Audience()})
	if err != nil {
		return nil, a.refusal("tell a history", err)
	}
	out := &historyOut{ContentType: "application/json", Vary: "Accept-Encoding"}
	if strings.Contains(in.Encoding, "gzip") {
		out.ContentEncoding, out.Body = "gzip", body
		return out, nil
	}
	plain, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, a.refusal("tell a history", err)
	}
	out.Body, err = io.ReadAll(plain)
	if err != nil {
		return nil, a.refusal("tell a history", err)
	}
	return out, nil
}

// tellHistory returns a history as JSON, compressed. The audience and all that it may see is the board's own, so it is the same
// until the next entry.
func (a *api) tellHistory(ctx context.Context, board string, v boards.Viewer) ([]byte, error) {
	heads, err := a.Heads(ctx, []string{board})
	if err != nil {
		return nil, err
	}
	key := fmt.Sprint(board, " ", v.Member, " ", v.Audience, " ", heads[board])
	if body := a.told.find(key); body != nil {
		return body, nil
	}
	done, err := a.told.making.take(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	if body := a.told.find(key); body != nil { // somebody else has waited for it, too
		return body, nil
	}
	ctx, cancel := context.WithTimeoutCause(ctx, historyTime, errTooLong)
	defer cancel()
	c, err := a.chronicle(ctx, board, heads[board])
	if err != nil {
		return nil, err
	}
	if c.Now().Role(v.Member).Audience() != v.Audience { // it has just changed
		return nil, errNoBoard
	}
	past, err := c.Tell(ctx, v)
	if err != nil {
		return nil, err
	}
	body, err := packHistory(past)
	if err != nil {
		return nil, err
	}
	a.told.keep(key, body)
	a.told.keepReading(c)
	return body, nil
}

// chronicle reads a board's journal up to its head, whose turn it is; what was read a moment ago is not read again. If ctx ends it
// fails with its cause. Keep it with keepReading when it has told what it is to tell.
func (a *api) chronicle(ctx context.Context, board string, last int64) (*reading, error) {
	r := a.told.takeReading(board)
	known := r.at.Seq
	if known > last {
		r, known = &reading{board: board, Chronicle: boards.NewChronicle()}, 0
	}
	err := a.Journal(ctx, board, r.at, func(j journal.Entry) error {
		if j.Seq > last {
			return nil
		}
		e, err := boards.DecodeEntry(j.Seq, j.Data)
		if err != nil {
			return err
		}
		if known > 0 && slices.ContainsFunc(e.Ops, func(o boards.Op) bool { return o.Kind == boards.Erase }) {
			return errAnew // what was read holds words that are gone
		}
		r.Take(e)
		r.at, r.size = j.Pos, r.size+len(j.Data)
		return ctx.Err()
	})
	if known > 0 && (errors.Is(err, errAnew) || errors.Is(err, journal.ErrRewound)) {
		return a.chronicle(ctx, board, last) // nothing is kept now
	}
	if err != nil && ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	return r, err
}

// errAnew says that a journal has to be read from its beginning.
var errAnew = errors.New("read it anew")

type deletedOut struct {
	Body struct {
		Notes []binned `json:"notes" nullable:"false" doc:"The notes in the bin of who asks, those deleted last first."`
	}
}

type binned struct {
	ID     string `json:"id"`
	T      int64  `json:"t,omitempty" doc:"When it was deleted, in milliseconds since 1970 UTC, where that may be told."`
	By     string `json:"by,omitempty" doc:"The member who deleted it, where that may be told."`
	Lately bool   `json:"lately,omitempty" doc:"It was deleted in the last ten minutes, and not by the customer who wrote it."`
}

// lately is how long ago "deleted lately" is at most.
const lately = 10 * time.Minute

// deleted tells the team and facilitators what lies in their bins (B-88).
func (a *api) deleted(ctx context.Context, in *BoardPath) (*deletedOut, error) {
	seat, role, err := a.seat(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if role != boards.Facilitator && role != boards.Team {
		return nil, fail(Forbidden, "", "The history of a board is for its team.")
	}
	if wait, ok := a.pasts.take(visitOf(ctx).addr); !ok {
		return nil, tooMany(wait)
	}
	done, err := a.told.making.take(ctx)
	if err != nil {
		return nil, a.refusal("tell what was deleted", err)
	}
	defer done()
	ctx, cancel := context.WithTimeoutCause(ctx, historyTime, errTooLong)
	defer cancel()
	heads, err := a.Heads(ctx, []string{in.ID})
	if err != nil {
		return nil, a.refusal("tell what was deleted", err)
	}
	c, err := a.chronicle(ctx, in.ID, heads[in.ID])
	if err != nil {
		return nil, a.refusal("tell what was deleted", err)
	}
	if c.Now().Role(seat.Member) != role { // it has just changed
		return nil, errNoBoard
	}
	a.told.keepReading(c)
	out := &deletedOut{}
	out.Body.Notes = []binned{}
	for _, b := range c.Bin(boards.Viewer{Member: seat.Member, Audience: role.Audience()}, time.Now().Add(-lately).UnixMilli()) {
		out.Body.Notes = append(out.Body.Notes, binned(b))
	}
	return out, nil
}

func packHistory(p boards.Past) ([]byte, error) {
	puts := []boards.Op{}
	for id, r := range p.Start {
		puts = append(puts, boards.Op{Kind: boards.Put, ID: id, View: r})
	}
	slices.SortFunc(puts, func(a, b boards.Op) int { return strings.Compare(a.ID, b.ID) })
	out := history{Earlier: p.Earlier, Start: boards.EncodeOps(puts), Steps: make([]historyStep, len(p.Steps))}
	for i, s := range p.Steps {
		out.Steps[i] = historyStep{s.T, s.By, boards.EncodeOps(s.Ops)}
	}
	var body bytes.Buffer
	w, err := gzip.NewWriterLevel(&body, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	if err := json.MarshalWrite(w, out); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return body.Bytes(), nil
}
