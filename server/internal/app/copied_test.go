package app

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"strings"
	"sync"
	"testing"
	"time"

	"feltboard/boards"
	"feltboard/boards/fixture"
	"feltboard/realtime"
	"feltboard/realtime/journal"
	"feltboard/server/internal/accounts"
	"feltboard/server/internal/config"

	"github.com/google/uuid"
)

// between lets something happen as a board's entry is about to be committed, and lets what is of a board be refused.
type between struct {
	*journal.Memory
	mu      sync.Mutex
	before  func(board string)
	refuses string // a board that cannot be redacted
	scoured int
}

func (b *between) Commit(ctx context.Context, board string, seen journal.Pos, decide journal.Decide) ([]journal.Entry, error) {
	b.mu.Lock()
	before := b.before
	b.mu.Unlock()
	if before != nil {
		before(board)
	}
	return b.Memory.Commit(ctx, board, seen, decide)
}

func (b *between) Redact(ctx context.Context, board string, list []journal.Redaction) error {
	if board == b.refuses {
		return journal.ErrFull
	}
	return b.Memory.Redact(ctx, board, list)
}

func (b *between) Scour(ctx context.Context) error {
	b.scoured++
	return b.Memory.Scour(ctx)
}

func (b *between) holds(t *testing.T, words string) (in []string) {
	t.Helper()
	all, err := b.Boards(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, board := range all {
		entries, err := b.Read(t.Context(), board, journal.Pos{}, 0)
		if err != nil {
			t.Fatal(err)
		}
		snapshot, _, err := b.Load(t.Context(), board)
		if err != nil {
			t.Fatal(err)
		}
		found := bytes.Contains(snapshot.Data, []byte(words))
		for _, e := range entries {
			found = found || bytes.Contains(e.Data, []byte(words))
		}
		if found {
			in = append(in, board)
		}
	}
	return in
}

func opened(t *testing.T, j journal.Journal) *App {
	t.Helper()
	cmd, err := config.Load([]string{"serve", "--addr", "127.0.0.1:0", "--data", t.TempDir()}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	a, err := open(t.Context(), cmd.Config, "test", slog.New(slog.DiscardHandler), j)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a
}

// plain makes a board with a note on it, which everybody sees.
func (a *App) plain(t *testing.T, text string) (board, note string) {
	t.Helper()
	template, refused := boards.ParseTemplate(fixture.Plain)
	if refused != nil {
		t.Fatal(refused)
	}
	board, note = uuid.NewString(), uuid.NewString()
	err := a.hub.Create(t.Context(), board, template.Ops(boards.BoardInfo{ID: board, Title: "Monday", Persona: "Buyer"}, uuid.NewString))
	if err == nil {
		err = a.says(board, note, text, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return board, note
}

// says puts a note on a board, from another if from is not nil.
func (a *App) says(board, note, text string, from map[string]any) error {
	return a.hub.Do(context.Background(), board, func(s *boards.State) ([]boards.Op, error) {
		f := map[string]any{"text": text, "kind": "observation", "side": "team", "place": map[string]any{"zone": s.Of("zone")[0].ID, "order": ""}}
		if from != nil {
			f["from"] = from
		}
		return []boards.Op{{Kind: boards.Put, ID: note, Rec: &boards.Record{ID: note, Type: "note", F: f}}}, nil
	})
}

const words = "zq7WORDSzq7WORDSzq7WORDSzq7xxxxx"

// A-43, B-79: words that are erased while their board is duplicated or gathered are on no other board in the end.
func TestWhatIsErasedWhileItIsCopiedIsInNoCopy(t *testing.T) {
	j := &between{Memory: journal.NewMemory()}
	a := opened(t, j)
	var printed strings.Builder
	if err := a.Welcome(&printed); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- a.Run(ctx) }()
	defer func() { cancel(); <-ended }()
	jar, _ := cookiejar.New(nil)
	client := &http.Client{Jar: jar}
	post := func(path string, body, into any) {
		t.Helper()
		data, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		res, err := client.Post("http://"+a.Addr().String()+path, "application/json", bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		answer, err := io.ReadAll(res.Body)
		if err != nil || res.StatusCode/100 != 2 {
			t.Fatalf("%s: %d %s %v", path, res.StatusCode, answer, err)
		}
		if into != nil {
			if err := json.Unmarshal(answer, into); err != nil {
				t.Fatal(err)
			}
		}
	}
	_, rest, _ := strings.Cut(printed.String(), "/setup#k=")
	post("/api/setup", map[string]any{"token": strings.Fields(rest)[0], "name": "Ada"}, nil)
	var template, source, whole struct{ ID string }
	post("/api/v1/templates", json.RawMessage(fixture.Plain), &template)
	post("/api/v1/boards", map[string]any{"template": template.ID, "title": "Monday", "persona": "Buyer"}, &source)
	post("/api/v1/boards/gather", map[string]any{"boards": []string{source.ID}}, &whole)

	for name, does := range map[string]func(){
		"duplicate": func() {
			post("/api/v1/boards/"+source.ID+"/duplicate", map[string]any{"title": "Copy", "notes": true}, nil)
		},
		"combine": func() { post("/api/v1/boards/gather", map[string]any{"boards": []string{source.ID}}, nil) },
		"again":   func() { post("/api/v1/boards/"+whole.ID+"/gather", map[string]any{}, nil) },
	} {
		t.Run(name, func(t *testing.T) {
			note := uuid.NewString()
			if err := a.says(source.ID, note, words, nil); err != nil {
				t.Fatal(err)
			}
			var once sync.Once
			j.mu.Lock()
			j.before = func(board string) {
				if board == source.ID {
					return
				}
				once.Do(func() { // it has been read, and is not there yet
					if err := a.eraser.Erase(ctx, source.ID, map[string]string{note: "note"}, accounts.Event{}); err != nil {
						t.Error(err)
					}
					waitFor(t, "all that was found is done", func() bool {
						left, err := a.accounts.Erasures(ctx, true)
						return err == nil && len(left) == 0
					})
					if in := j.holds(t, words); len(in) != 0 {
						t.Errorf("it is on %v before it is copied", in)
					}
				})
			}
			j.mu.Unlock()
			does()
			j.mu.Lock()
			j.before = nil
			j.mu.Unlock()
			if once.Do(func() { t.Error("nothing was copied") }); len(j.holds(t, words)) != 0 {
				t.Errorf("the words are on %v, of which %s is where they were said", j.holds(t, words), source.ID)
			}
		})
	}
	post("/api/v1/boards/"+whole.ID+"/gather", map[string]any{}, nil) // and it can be brought up to date still
}

func waitFor(t *testing.T, what string, done func() bool) {
	t.Helper()
	for began := time.Now(); !done(); time.Sleep(5 * time.Millisecond) {
		if time.Since(began) > time.Minute {
			t.Fatalf("a minute went by without: %s", what)
		}
	}
}

// what a process copied and did not come to look at again before it died, the next one finds.
func TestACopyThatNobodyLookedAtAgainIsFound(t *testing.T) {
	j := &between{Memory: journal.NewMemory()}
	a := opened(t, j)
	source, note := a.plain(t, words)
	all, _ := a.plain(t, "other words")
	template, _ := boards.ParseTemplate(fixture.Plain)
	copied := uuid.NewString()
	ops := template.Ops(boards.BoardInfo{ID: copied, Title: "Copy"}, uuid.NewString)
	ops = append(ops, boards.Op{Kind: boards.Set, ID: copied, F: map[string]any{"combines": []any{source}}})
	if err := a.hub.Create(t.Context(), copied, ops); err != nil {
		t.Fatal(err)
	}
	err := errors.Join(a.eraser.Erase(t.Context(), source, map[string]string{note: "note"}, accounts.Event{}), a.eraser.finish(t.Context()))
	if err == nil {
		err = a.says(copied, uuid.NewString(), words, map[string]any{"board": source, "note": note})
	}
	if err != nil {
		t.Fatal(err)
	}
	if in := j.holds(t, words); len(in) != 1 || in[0] != copied {
		t.Fatalf("the words are on %v", in)
	}
	if err := a.eraser.begin(t.Context()); err != nil {
		t.Fatal(err)
	}
	if in := j.holds(t, words); len(in) != 0 {
		t.Errorf("the words are on %v", in)
	}
	if in := j.holds(t, "other words"); len(in) != 1 || in[0] != all {
		t.Errorf("other words are on %v", in)
	}
}

// a board that cannot be redacted keeps nothing of others in the files, and is tried again.
func TestWhatCannotBeErasedKeepsNoOtherFromIt(t *testing.T) {
	j := &between{Memory: journal.NewMemory()}
	a := opened(t, j)
	var notes = map[string]string{}
	for range 6 {
		board, note := a.plain(t, words)
		notes[board], j.refuses = note, board
	}
	for board, note := range notes {
		err := a.eraser.Erase(t.Context(), board, map[string]string{note: "note"}, accounts.Event{})
		if failed := err != nil; failed != (board == j.refuses) {
			t.Fatalf("erased with %v", err)
		}
	}
	left := func() []accounts.Erasure {
		t.Helper()
		all, err := a.accounts.Erasures(t.Context(), true)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	for range 3 {
		if err := a.eraser.finish(t.Context()); !errors.Is(err, journal.ErrFull) || !strings.Contains(err.Error(), j.refuses) {
			t.Errorf("finishing: %v", err)
		}
		if now := left(); len(now) != 1 || now[0].Board != j.refuses {
			t.Errorf("left are %+v", now)
		}
	}
	if j.scoured != 1 {
		t.Errorf("the files were written anew %d times", j.scoured)
	}
	j.refuses = ""
	if err := a.eraser.finish(t.Context()); err != nil || len(left()) != 0 || j.scoured != 2 {
		t.Errorf("in the end: %v, %d left", err, len(left()))
	}
	if in := j.holds(t, words); len(in) != 0 {
		t.Errorf("the words are on %v", in)
	}
}

// a board that somebody changes as its time comes stays; and one of which people were told otherwise goes by what they are
// told, from when they are.
func TestABoardThatIsChangedAtTheLastMomentStays(t *testing.T) {
	j := &between{Memory: journal.NewMemory()}
	a := opened(t, j)
	ctx := t.Context()
	board, note := a.plain(t, words)
	_, err := a.accounts.Host(ctx, board, "", uuid.NewString())
	if err == nil {
		err = a.accounts.SetKeeping(ctx, board, 7, accounts.Event{Board: board, Act: "retention_set"})
	}
	if err != nil {
		t.Fatal(err)
	}
	deleted := func() bool {
		t.Helper()
		k, err := a.accounts.Keeping(ctx, board)
		if err != nil {
			t.Fatal(err)
		}
		return k.Deleted != 0
	}
	look := func(days int, does func(context.Context) error) {
		t.Helper()
		a.eraser.now = func() time.Time { return time.Now().AddDate(0, 0, days) }
		if err := does(ctx); err != nil {
			t.Fatal(err)
		}
	}
	change := func() {
		t.Helper()
		days := time.Since(time.Now().AddDate(0, 0, -8))
		hub := realtime.New(realtime.Options{Journal: j, Now: func() time.Time { return time.Now().Add(days) }})
		defer hub.Close()
		op := boards.Op{Kind: boards.Set, ID: note, F: map[string]any{"severity": int64(1)}}
		if err := hub.Do(ctx, board, func(*boards.State) ([]boards.Op, error) { return []boards.Op{op}, nil }); err != nil {
			t.Fatal(err)
		}
	}
	look(8, a.eraser.expire)
	keeps := int64(0)
	if err := a.hub.Read(ctx, board, func(s *boards.State) { keeps, _ = s.Record(board).Get("keep").(int64) }); err != nil || keeps != 7 || deleted() {
		t.Fatalf("people were told that it stays, and now %d, %v; it is deleted: %v", keeps, err, deleted())
	}
	look(8, a.eraser.expire)
	if !deleted() {
		t.Fatal("it stays for ever")
	}
	change() // by another node, which has not heard of it yet
	look(8, a.eraser.reprieve)
	if deleted() {
		t.Error("it is gone with what was changed")
	}
	if err := a.hub.Read(ctx, board, func(*boards.State) {}); err != nil {
		t.Errorf("it is not served: %v", err)
	}
	look(16, a.eraser.expire)
	look(16, a.eraser.reprieve)
	if !deleted() {
		t.Error("it stays for ever after that")
	}
}

// every node lets go of what it keeps in memory of a board on which another one erases, while it does and once it has.
func TestAllNodesForgetWhatOneErases(t *testing.T) {
	a := opened(t, &between{Memory: journal.NewMemory()})
	board, note := a.plain(t, words)
	told := 0
	other := &eraser{journal: a.eraser.journal, accounts: a.accounts, hub: a.hub, gate: &gate{}, log: a.log, now: time.Now}
	other.OnErase(func(of string) {
		if of == board {
			told++
		}
	})
	looks := func(want bool) {
		t.Helper()
		before := told
		if err := other.look(t.Context()); err != nil {
			t.Fatal(err)
		}
		if now := told > before; now != want {
			t.Errorf("it forgets: %v", now)
		}
	}
	looks(false)
	if err := a.eraser.Erase(t.Context(), board, map[string]string{note: "note"}, accounts.Event{}); err != nil {
		t.Fatal(err)
	}
	looks(true)
	looks(true)
	if err := a.eraser.finish(t.Context()); err != nil {
		t.Fatal(err)
	}
	looks(true)
	looks(false)
	mine := 0
	a.eraser.OnErase(func(string) { mine++ })
	if err := a.eraser.look(t.Context()); err != nil || mine != 1 {
		t.Errorf("the node that erased it, which was done before it looked, forgets %d times, %v", mine, err)
	}
}
