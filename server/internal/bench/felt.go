package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"
)

// raised are the limits that the bench needs out of its way, all of one machine and one link; the report names them.
var raised = []string{
	"CONNECTIONS", "CONNECTIONS_PER_ADDRESS", "CONNECTIONS_PER_LINK", "CONNECTIONS_PER_SESSION", "HANDSHAKES_PER_SECOND",
	"JOINS_PER_LINK", "CHANGES_PER_SECOND", "CHANGES_BURST", "CHANGES_PER_BOARD",
}

const raisedTo = 1_000_000

var setupLink = regexp.MustCompile(`(http://[0-9a-z.:]+)/setup#k=([A-Za-z0-9_-]+)`)

// startFelt starts Feltboard with an empty data folder and makes a board.
func startFelt(ctx context.Context, core *cores, program string) (_ *server, err error) {
	data, err := os.MkdirTemp("", "feltboard-bench-")
	if err != nil {
		return nil, fmt.Errorf("make a data folder: %w", err)
	}
	drop := func() { _ = os.RemoveAll(data) }
	env := []string{"FELTBOARD_ADDR=127.0.0.1:0", "FELTBOARD_DATA=" + data}
	for _, name := range raised {
		env = append(env, "FELTBOARD_"+name+"="+strconv.Itoa(raisedTo))
	}
	p, err := start(ctx, core, env, setupLink, program, "serve")
	if err != nil {
		drop()
		return nil, err
	}
	defer func() {
		if err != nil {
			p.stop()
			drop()
		}
	}()
	b := &feltBoard{base: p.said[1]}
	owner, err := b.post(ctx, "", "/api/setup", map[string]string{"token": p.said[2], "name": "Bench"}, nil)
	if err != nil {
		return nil, err
	}
	var made struct {
		ID    string
		Links map[string]string
	}
	if _, err := b.post(ctx, owner, "/api/v1/boards", map[string]string{"template": "empathy-map", "title": "Bench"}, &made); err != nil {
		return nil, err
	}
	link, err := url.Parse(made.Links["client"])
	if err != nil {
		return nil, fmt.Errorf("read the client link: %w", err)
	}
	b.id, b.key = made.ID, strings.TrimPrefix(link.Fragment, "k=")
	return &server{name: feltboard, pid: p.pid, stop: func() { p.stop(); drop() }, enter: b.enter, fill: b.fill}, nil
}

// feltBoard is a board of a running Feltboard, as its API knows it.
type feltBoard struct{ base, id, key string }

// post sends JSON and returns the session's cookie, the one sent or its successor.
func (b *feltBoard) post(ctx context.Context, cookie, path string, body, answer any) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, b.base+path, bytes.NewReader(encode(body)))
	if err != nil {
		return "", err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Origin", b.base)
	if cookie != "" {
		req.Header.Set("Cookie", cookie)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	said, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode >= 300 {
		return "", errors.Join(fmt.Errorf("POST %s: %s: %.300s", path, resp.Status, said), err)
	}
	if answer != nil {
		if err := json.Unmarshal(said, answer); err != nil {
			return "", fmt.Errorf("POST %s: %w", path, err)
		}
	}
	for _, c := range resp.Cookies() {
		cookie = c.Name + "=" + c.Value
	}
	return cookie, nil
}

// enter joins as another customer, with a session of their own.
func (b *feltBoard) enter(ctx context.Context, i int) (participant, error) {
	cookie, err := b.post(ctx, "", "/api/join", map[string]string{"board": b.id, "key": b.key, "name": "Guest " + strconv.Itoa(i)}, nil)
	if err != nil {
		return participant{}, err
	}
	s := &seat{index: i, client: uuid.NewString(), note: uuid.NewString()}
	hello := encode(map[string]any{"t": "hello", "v": 1, "clients": []string{s.client, uuid.NewString()}, "own": strings.ReplaceAll(uuid.NewString(), "-", "")})
	return participant{
		door: door{
			url:    "ws" + strings.TrimPrefix(b.base, "http") + "/ws/boards/" + b.id,
			header: http.Header{"Origin": {b.base}, "Cookie": {cookie}},
			hello:  hello,
		},
		writer: s.writer,
	}, nil
}

// fill puts notes on the board, as one customer.
func (b *feltBoard) fill(ctx context.Context, notes int) error {
	p, err := b.enter(ctx, 0)
	if err != nil {
		return err
	}
	conn, o, err := p.door.open(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	s, zone := &seat{client: clientOf(p.door.hello)}, firstZone(o.snap)
	const most = 100 // notes in a mutation, to stay below 64 KiB
	for made := 0; made < notes; {
		var ops []any
		for ; made < notes && len(ops) < most; made++ {
			ops = append(ops, putNote(uuid.NewString(), zone, string(appendWords(nil, 0, time.Duration(made)))))
		}
		s.n++
		m := encode(map[string]any{"t": "mutate", "c": s.client, "n": s.n, "base": o.frames, "ops": ops})
		if err := conn.WriteMessage(websocket.TextMessage, m); err != nil {
			return fmt.Errorf("fill the board: %w", err)
		}
		for answered := false; !answered; {
			_, frame, err := conn.ReadMessage()
			if err != nil {
				return fmt.Errorf("fill the board: %w", err)
			}
			switch kind, _ := scan(frame); kind {
			case "own", "chg", "snap":
				o.frames++
			case "ack":
				answered = true
			case "nack":
				return fmt.Errorf("fill the board: the server says %.200s", frame)
			}
		}
	}
	return nil
}

func putNote(id, zone, text string) any {
	return map[string]any{"op": "put", "rec": map[string]any{
		"id": id, "type": "note", "f": map[string]any{"text": text, "place": map[string]string{"zone": zone, "order": "a0"}},
	}}
}

func clientOf(hello []byte) string {
	var h struct{ Clients []string }
	if json.Unmarshal(hello, &h) != nil || len(h.Clients) == 0 {
		return ""
	}
	return h.Clients[0]
}

// firstZone returns a zone of a snapshot, or "".
func firstZone(snap []byte) string {
	var s struct {
		Records []struct{ ID, Type string }
	}
	if json.Unmarshal(snap, &s) != nil {
		return ""
	}
	i := slices.IndexFunc(s.Records, func(r struct{ ID, Type string }) bool { return r.Type == "zone" })
	if i < 0 {
		return ""
	}
	return s.Records[i].ID
}

// seat is a customer who writes: one note of theirs, edited again and again.
type seat struct {
	index        int
	client, note string
	zone         string
	move         bool
	n            int64
}

// writer prepares for editing text, or for moving the note where edits are many at once: text goes one at a time.
func (s *seat) writer(o opening, many bool) editing {
	s.zone, s.move = firstZone(o.snap), many
	return s
}

func (*seat) acked() bool { return true }

func (s *seat) edit(b []byte, at time.Duration, base int64) []byte {
	s.n++
	b = append(b, `{"t":"mutate","c":"`...)
	b = append(b, s.client...)
	b = fmt.Appendf(b, `","n":%d,"base":%d,"ops":[`, s.n, base)
	switch {
	case s.n == 1:
		b = append(b, encode(putNote(s.note, s.zone, string(appendWords(nil, s.index, at))))...)
	case s.move:
		b = fmt.Appendf(b, `{"op":"set","id":"%s","f":{"place":{"zone":"%s","order":"a%d"}}}`, s.note, s.zone, 1+s.n%9)
	default:
		b = fmt.Appendf(b, `{"op":"text","id":"%s","field":"text","edit":[%d,"`, s.note, -wordsLen)
		b = appendWords(b, s.index, at)
		b = append(b, `"]}`...)
	}
	return append(b, `]}`...)
}
