package failure

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/cookiejar"
	"slices"
	"strings"
	"time"

	"feltboard/boards"
	"feltboard/realtime/replica"
	"feltboard/realtime/ws"

	"github.com/go-json-experiment/json"
	"github.com/google/uuid"
	"github.com/gorilla/websocket"
)

// person is somebody with a browser. Cookies hold for all nodes, as they have one host.
type person struct {
	origin string // of the pages
	http   *http.Client
}

func newPerson(origin string) *person {
	jar, _ := cookiejar.New(nil) // fails for no options
	return &person{origin: origin, http: &http.Client{Jar: jar, Timeout: patience, Transport: &http.Transport{DisableKeepAlives: true}}}
}

// call asks base for something; a status that is not 2xx is an error. in and out may be nil.
func (p *person) call(base, method, path string, in, out any) error {
	var body io.Reader
	if in != nil {
		b, err := json.Marshal(in)
		if err != nil {
			return err
		}
		body = bytes.NewReader(b)
	}
	q, err := http.NewRequest(method, base+path, body)
	if err != nil {
		return err
	}
	if in != nil {
		q.Header.Set("Content-Type", "application/json")
	}
	res, err := p.http.Do(q)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		return err
	}
	if res.StatusCode/100 != 2 {
		return fmt.Errorf("%s %s: %s: %s", method, path, res.Status, b)
	}
	switch out := out.(type) {
	case nil:
		return nil
	case *[]byte:
		*out = b
		return nil
	}
	return json.Unmarshal(b, out, json.MatchCaseInsensitiveNames(true))
}

// place is a board that people write on.
type place struct {
	ID    string
	Links map[string]string
	notes []string // shared notes that everybody edits
}

// join takes a seat by the link for a role.
func (p *person) join(base string, at *place, role, name string) error {
	_, key, _ := strings.Cut(at.Links[role], "#k=")
	return p.call(base, http.MethodPost, "/api/join", map[string]string{"board": at.ID, "key": key, "name": name}, nil)
}

// tab is one open board: a replica at the end of a real websocket. It belongs to one goroutine.
type tab struct {
	*replica.Replica
	person *person
	board  string
	name   string
	record *Record // nil: nobody asks
	dial   func(ctx context.Context, network, addr string) (net.Conn, error)

	ws     *websocket.Conn
	frames chan []byte // closed when the connection has ended, after closed is set
	closed error
	stream *Stream
	known  map[string]bool // notes that this connection has seen
	bye    time.Duration   // the wait that the server asked for, or −1
	full   bool            // the board is known to hold notes
}

func newTab(p *person, board, name string, r *Record) *tab {
	return &tab{
		Replica: replica.New(uuid.NewString(), uuid.NewString(), strings.ReplaceAll(uuid.NewString(), "-", "")),
		person:  p, board: board, name: name, record: r, bye: -1,
	}
}

// silence is how long a client lets a connection say nothing (SPEC §4, beat).
const silence = 6 * time.Second

// connect opens a connection to a node and says hello.
func (t *tab) connect(base string) error {
	d := websocket.Dialer{Jar: t.person.http.Jar, Subprotocols: []string{ws.Subprotocol}, HandshakeTimeout: silence, NetDialContext: t.dial}
	conn, res, err := d.Dial("ws"+strings.TrimPrefix(base, "http")+"/ws/boards/"+t.board, http.Header{"Origin": {t.person.origin}})
	if err != nil {
		if res != nil {
			err = fmt.Errorf("%w: %s", err, res.Status)
		}
		return err
	}
	t.ws, t.frames, t.bye, t.closed, t.known = conn, make(chan []byte, 256), -1, nil, map[string]bool{}
	if t.record != nil {
		t.stream = t.record.Stream(t.board, t.name)
	}
	go func(frames chan<- []byte) {
		defer close(frames)
		for {
			conn.SetReadDeadline(time.Now().Add(silence))
			_, b, err := conn.ReadMessage()
			if err != nil {
				t.closed = err
				return
			}
			frames <- b
		}
	}(t.frames)
	return t.write(t.Hello())
}

// disconnect ends the connection. What is on its way in both directions may be lost.
func (t *tab) disconnect() {
	if t.ws == nil {
		return
	}
	t.ws.Close()
	for range t.frames {
	}
	t.ws = nil
	t.Lost()
}

func (t *tab) write(frames ...[]byte) error {
	for _, f := range frames {
		if t.record != nil {
			if m, ok := mutationIn(f); ok {
				t.record.Sent(m)
			}
		}
		t.ws.SetWriteDeadline(time.Now().Add(silence))
		if err := t.ws.WriteMessage(websocket.TextMessage, f); err != nil {
			return err
		}
	}
	return nil
}

func mutationIn(frame []byte) (Mutation, bool) {
	if !bytes.Contains(frame, []byte(`"t":"mutate"`)) {
		return Mutation{}, false
	}
	var m struct {
		C string `json:"c"`
		N int64  `json:"n"`
	}
	err := json.Unmarshal(frame, &m)
	return Mutation{m.C, m.N}, err == nil
}

// ask wants something, now or as soon as it can be sent.
func (t *tab) ask(ops ...boards.Op) error {
	if t.record != nil {
		note := ""
		if ops[0].Kind == boards.Put && ops[0].Rec.Type == "note" {
			note = ops[0].ID
		}
		t.record.Asked(t.board, Mutation{t.Named, t.Asked(t.Named) + 1}, note)
	}
	return t.write(t.Do(false, ops...)...)
}

// receive takes in one frame.
func (t *tab) receive(b []byte) error {
	out, err := t.Receive(b)
	t.watch(b)
	t.tell()
	if err != nil {
		if t.record != nil && (errors.Is(err, replica.ErrDiverged) || !errors.Is(err, replica.ErrReconnect)) {
			t.record.Problem("%s: %v", t.name, err)
		}
		return err
	}
	return t.write(out...)
}

// watch keeps what a frame shows.
func (t *tab) watch(b []byte) {
	switch {
	case bytes.Contains(b, []byte(`"t":"bye"`)):
		var bye struct{ In int64 }
		if json.Unmarshal(b, &bye, json.MatchCaseInsensitiveNames(true)) == nil {
			t.bye = time.Duration(bye.In) * time.Millisecond
		}
	case t.stream == nil:
	case bytes.Contains(b, []byte(`"t":"nack"`)):
		var nack struct{ Code string }
		if json.Unmarshal(b, &nack, json.MatchCaseInsensitiveNames(true)) == nil {
			t.record.Nacked(nack.Code)
		}
	case bytes.Contains(b, []byte(`"t":"catch"`)), bytes.Contains(b, []byte(`"t":"own"`)) && bytes.Contains(b, []byte(`"full":true`)):
		clear(t.known)
		var notes []string
		for id, rec := range t.Shared {
			if rec.Type == "note" {
				notes = append(notes, id)
				t.known[id] = true
			}
		}
		t.stream.Base(notes)
		if t.full && len(notes) == 0 {
			t.record.Problem("%s was shown an empty board in place of a full one", t.name)
		}
	case bytes.Contains(b, []byte(`"t":"chg"`)) && bytes.Contains(b, []byte(`"type":"note"`)):
		var chg struct {
			Ops [][]struct {
				Op  string `json:"op"`
				Rec struct {
					ID   string `json:"id"`
					Type string `json:"type"`
				} `json:"rec"`
			} `json:"ops"`
		}
		if err := json.Unmarshal(b, &chg); err != nil {
			t.record.Problem("%s: a change that is none: %v", t.name, err)
		}
		for _, ops := range chg.Ops {
			for _, o := range ops {
				if o.Op == "put" && o.Rec.Type == "note" && !t.known[o.Rec.ID] {
					t.known[o.Rec.ID] = true
					t.stream.Note(o.Rec.ID)
				}
			}
		}
	}
}

// tell gives the record what has been answered.
func (t *tab) tell() {
	if t.record != nil {
		for _, a := range t.Answers {
			t.record.Answered(Mutation{a.Client, a.N}, string(a.Code))
		}
		t.Answers = nil
	}
}

// until takes in frames until something holds.
func (t *tab) until(holds func() bool) error {
	late := time.After(patience)
	for !holds() {
		select {
		case b, more := <-t.frames:
			if !more {
				return fmt.Errorf("%s: the connection ended: %w", t.name, t.closed)
			}
			if err := t.receive(b); err != nil {
				return err
			}
		case <-late:
			return fmt.Errorf("%s waited in vain", t.name)
		}
	}
	return nil
}

// part is the shared part of the view, as bytes that are equal where the views are.
func (t *tab) part() string {
	b, _ := boards.EncodePart(t.Shared)
	return string(b)
}

func closeCode(err error) int {
	if e, ok := errors.AsType[*websocket.CloseError](err); ok {
		return e.Code
	}
	return 0
}

func put(typ string, f map[string]any) boards.Op {
	id := uuid.NewString()
	return boards.Op{Kind: boards.Put, ID: id, Rec: &boards.Record{ID: id, Type: typ, F: f}}
}

// zones are the ids of the board's zones, as the tab sees them, in a fixed order.
func (t *tab) zones() (ids []string) {
	for id, r := range t.Shared {
		if r.Type == "zone" {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// note is an op that makes one somewhere, of the side that the tab's role has.
func (t *tab) note(rng *rand.Rand, text string) boards.Op {
	side := "team"
	if t.Audience == boards.Customers.String() {
		side = "customer"
	}
	zones := t.zones()
	return put("note", map[string]any{"text": text, "kind": "quote", "side": side, "place": map[string]any{"zone": zones[rng.IntN(len(zones))], "order": ""}})
}

// backoff waits as a browser does: full jitter below a bound that doubles from 0.25 to 8 s.
type backoff struct {
	rng   *rand.Rand
	tries int
}

func (b *backoff) next(floor time.Duration) time.Duration {
	bound := max(floor, min(8*time.Second, 250*time.Millisecond<<b.tries))
	b.tries = min(b.tries+1, 5)
	return time.Duration(b.rng.Int64N(int64(bound)) + 1)
}
