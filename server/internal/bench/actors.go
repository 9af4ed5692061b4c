package bench

import (
	"cmp"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
)

// sessionTemplate has a phase for each part of workload S, and one before them.
//
//go:embed session.json
var sessionTemplate []byte

// play is what everybody in a session of Feltboard works on.
type play struct {
	notes, themes []string
	acts          int
}

// feltActor is somebody in a session of Feltboard.
type feltActor struct {
	feltPen
	*play
	session string
	phases  []string // in their order
	at      int      // the running one, for who leads
	dots    []string // answers, by theme
	given   int
}

// newFeltActor takes a pen into the session that a snapshot shows.
func newFeltActor(p feltPen, all *play, snap []byte) *feltActor {
	a := &feltActor{feltPen: p, play: all}
	a.zone = firstZone(snap)
	type record struct {
		ID, Type string
		F        struct{ Order string }
	}
	var s struct{ Records []record }
	if json.Unmarshal(snap, &s) != nil {
		return a
	}
	slices.SortFunc(s.Records, func(a, b record) int { return cmp.Compare(a.F.Order, b.F.Order) })
	for _, r := range s.Records {
		switch r.Type {
		case "session":
			a.session = r.ID
		case "phase":
			a.phases = append(a.phases, r.ID)
		}
	}
	return a
}

// ask appends a mutation.
func (a *feltActor) ask(b []byte, base int64, ops ...any) []byte {
	a.n++
	return append(b, encode(map[string]any{"t": "mutate", "c": a.client, "n": a.n, "base": base, "ops": ops})...)
}

// next leads to the phase after the running one.
func (a *feltActor) next() any {
	was := a.phases[a.at]
	a.at++
	return map[string]any{
		"op": "set", "id": a.session, "f": map[string]string{"phase": a.phases[a.at]}, "was": map[string]string{"phase": was},
	}
}

func (a *feltActor) begin(b []byte, base int64) []byte { return a.ask(b, base, a.next()) }

func (a *feltActor) hide(b []byte, text string, base int64) []byte {
	id := uuid.NewString()
	a.notes = append(a.notes, id)
	f := map[string]any{"text": text, "place": map[string]string{"zone": a.zone, "order": "a0"}}
	if a.writer <= team {
		f["side"] = "team"
	}
	return a.ask(b, base, map[string]any{"op": "put", "rec": map[string]any{"id": id, "type": "note", "f": f}})
}

func (a *feltActor) reveal(b []byte, _ []string, base int64) []byte { return a.ask(b, base, a.next()) }

func (a *feltActor) sort(b []byte, base int64) []byte {
	var ops []any
	for i := range themesMade {
		id := uuid.NewString()
		a.themes = append(a.themes, id)
		f := map[string]string{"name": fmt.Sprintf("Theme %d", i+1), "order": fmt.Sprintf("a%c", 'A'+i)}
		ops = append(ops, map[string]any{"op": "put", "rec": map[string]any{"id": id, "type": "theme", "f": f}})
	}
	return a.ask(b, base, append(ops, a.next())...)
}

func (a *feltActor) edit(b []byte, at time.Duration, base int64) []byte {
	at = max(at, a.last+1)
	a.last = at
	f := map[string]any{"place": map[string]string{"zone": a.zone, "order": string(key(nil, a.writer, at))}}
	if a.acts%2 == 0 {
		f["theme"] = a.themes[a.acts/2%len(a.themes)]
	}
	a.acts++
	return a.ask(b, base, map[string]any{"op": "set", "id": a.notes[a.acts%len(a.notes)], "f": f})
}

func (a *feltActor) dot(b []byte, base int64) []byte {
	i := a.given % len(a.themes)
	value := 1 + a.given/len(a.themes)
	a.given++
	if i < len(a.dots) {
		return a.ask(b, base, map[string]any{"op": "set", "id": a.dots[i], "f": map[string]int{"value": value}})
	}
	a.dots = append(a.dots, uuid.NewString())
	f := map[string]any{"phase": a.phases[len(a.phases)-1], "round": 0, "item": a.themes[i], "q": 0, "value": value}
	return a.ask(b, base, map[string]any{"op": "put", "rec": map[string]any{"id": a.dots[i], "type": "answer", "f": f}})
}

func (a *feltActor) rests() rest { return restNone }

// rawActor has a raw server pass on what a client of Feltboard would see.
type rawActor struct {
	writer            int
	note, zone, theme string
	acts              int
}

func newRawActor(writer int) *rawActor {
	return &rawActor{writer: writer, note: uuid.NewString(), zone: uuid.NewString(), theme: uuid.NewString()}
}

func (a *rawActor) begin(b []byte, _ int64) []byte          { return b }
func (a *rawActor) hide(b []byte, _ string, _ int64) []byte { return b }
func (a *rawActor) sort(b []byte, _ int64) []byte           { return b }
func (a *rawActor) dot(b []byte, _ int64) []byte            { return b }
func (a *rawActor) rests() rest                             { return restNone }

func (a *rawActor) reveal(b []byte, texts []string, _ int64) []byte {
	var ops []any
	for _, text := range texts {
		ops = append(ops, map[string]any{"op": "put", "rec": map[string]any{
			"id": a.note, "type": "note", "by": a.zone, "at": time.Now().UnixMilli(),
			"f": map[string]any{"text": text, "place": map[string]string{"zone": a.zone, "order": "a0"}},
		}})
	}
	return append(b, `{"t":"chg","ops":[`+string(encode(ops))+`]}`...)
}

func (a *rawActor) edit(b []byte, at time.Duration, _ int64) []byte {
	f := map[string]any{"place": map[string]string{"zone": a.zone, "order": string(key(nil, a.writer, at))}}
	if a.acts%2 == 0 {
		f["theme"] = a.theme
	}
	a.acts++
	return append(b, `{"t":"chg","ops":[[`+string(encode(map[string]any{"op": "set", "id": a.note, "f": f}))+`]]}`...)
}
