package realtime

import (
	"errors"
	"unicode/utf8"

	"feltboard/boards"
	"feltboard/boards/canon"
)

// The frames of a client (SPEC §2, §4), checked for form but not for sense.
type (
	helloFrame struct {
		clients    [2]string // named, anonymous
		own, token string
		page       string    // where the tab was opened, and
		try        int64     // which of its connections this is; "" and 0 if it does not say
		zip        bool      // it takes compressed frames
		posts      bool      // mutations come by posts (SPEC §7)
		poll       string    // pollNow, pollWait; "" for no poll
		have       [2]string // digests of the parts that a poll's client holds: shared, own; "" if it does not say
	}
	mutateFrame struct {
		boards.Mutation        // Base holds the frame number until the board translates it
		at              string // in a post: the position instead
	}
	presenceFrame struct {
		at *point // nil: nowhere
		// over is the note under the pointer and the place in it; nil: it points at none, or at one that may not be named.
		over *spot
		// note is edited (typing) or dragged; "" for none.
		note         string
		typing, drag bool
		// place is the zone or note in view, for who follows; "" for none.
		place string
		// view is the part of the map that is in view, for the same; nil: it is not said.
		view *view
		idle bool // nobody touches the page, or it is not looked at
	}
	// view has the middle of the window, in the 10000th of the box of the place's zone, and the size of what it shows of the
	// map, in px of a map that is not zoomed. It says nothing of how high that zone is: hidden notes are in it.
	view  struct{ x, y, w, h int64 }
	point struct {
		zone string
		x, y int64
	}
	// spot is a place in a note, in the 10000th of its box: a note stands elsewhere in everybody's window.
	spot struct {
		note string
		u, v int64
	}
)

var errFrame = errors.New("malformed frame")

// maxVoid bounds mutate.void.
const maxVoid = boards.MaxRefused

// decodeFrame reads one client frame. Its errors are [*CloseError]s; they say nothing of what was in it.
func decodeFrame(b []byte) (any, error) {
	if !utf8.Valid(b) {
		return nil, &CloseError{CloseNotUTF8}
	}
	v, err := canon.Decode(b)
	if err != nil {
		return nil, &CloseError{CloseBadFrame}
	}
	m, _ := v.(map[string]any)
	d := members{m: m}
	var frame any
	switch d.str("t") {
	case "mutate":
		frame, err = d.mutate()
	case "presence":
		frame, err = d.presence()
	case "hello":
		frame, err = d.hello()
	default:
		err = errFrame
	}
	if err != nil {
		return nil, &CloseError{CloseBadFrame}
	}
	return frame, nil
}

// members takes an object apart: every member is asked for by name and type, and none may be left over.
type members struct {
	m     map[string]any
	taken int
	bad   bool
}

func (d *members) get(name string) (any, bool) {
	v, ok := d.m[name]
	if ok {
		d.taken++
	}
	return v, ok
}

func (d *members) str(name string) string {
	v, ok := d.get(name)
	s, is := v.(string)
	d.bad = d.bad || ok && !is
	return s
}

func (d *members) int(name string) int64 {
	v, ok := d.get(name)
	n, is := v.(int64)
	d.bad = d.bad || ok && !is
	return n
}

func (d *members) bool(name string) bool {
	v, ok := d.get(name)
	b, is := v.(bool)
	d.bad = d.bad || ok && !is
	return b
}

func (d *members) list(name string) []any {
	v, ok := d.get(name)
	l, is := v.([]any)
	d.bad = d.bad || ok && !is
	return l
}

func (d *members) has(names ...string) bool {
	for _, n := range names {
		if _, ok := d.m[n]; !ok {
			return false
		}
	}
	return true
}

// end says whether everything was there, of its type, and nothing more.
func (d *members) end() error {
	if d.bad || d.taken != len(d.m) {
		return errFrame
	}
	return nil
}

func (d *members) hello() (*helloFrame, error) {
	f := &helloFrame{}
	version := d.int("v")
	clients := d.list("clients")
	f.own, f.token = d.str("own"), d.str("token")
	f.page, f.try = d.str("page"), d.int("try")
	if f.page != "" && !boards.ValidID(f.page) || f.try < 0 {
		return nil, errFrame
	}
	f.posts, f.poll, f.zip = d.bool("posts"), d.str("poll"), d.bool("zip")
	if !d.has("v", "own") || version != 1 || !validSecret(f.own) || d.has("poll") && f.poll != pollNow && f.poll != pollWait {
		return nil, errFrame
	}
	have := d.list("have")
	if d.has("have") && len(have) != len(f.have) {
		return nil, errFrame
	}
	for i := range have {
		if f.have[i], _ = have[i].(string); f.have[i] == "" || len(f.have[i]) > maxDigest {
			return nil, errFrame
		}
	}
	var err error
	if f.clients, err = clientPair(clients); err != nil {
		return nil, err
	}
	return f, d.end()
}

// maxDigest bounds hello.have; a digest is shorter.
const maxDigest = 128

// How a poll says when it wants an answer (SPEC §7).
const (
	pollNow  = "now"  // where the viewer is
	pollWait = "wait" // as soon as there is something new
)

func clientPair(list []any) (pair [2]string, err error) {
	if len(list) != 2 {
		return pair, errFrame
	}
	for i := range list {
		pair[i], _ = list[i].(string)
		if !boards.ValidID(pair[i]) {
			return pair, errFrame
		}
	}
	if pair[0] == pair[1] {
		return pair, errFrame
	}
	return pair, nil
}

// validSecret says whether s is 22 to 64 characters of base64url.
func validSecret(s string) bool {
	for _, c := range s {
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_') {
			return false
		}
	}
	return len(s) >= 22 && len(s) <= 64
}

func (d *members) mutate() (*mutateFrame, error) {
	base := d.int("base")
	if !d.has("base") || base < 0 {
		return nil, errFrame
	}
	f, err := d.change()
	if err != nil {
		return nil, err
	}
	f.Base = base
	return f, nil
}

// change takes the rest of a mutation apart, and nothing may be left over.
func (d *members) change() (*mutateFrame, error) {
	f := &mutateFrame{}
	f.Client, f.N = d.str("c"), d.int("n")
	void := d.list("void")
	ops, _ := d.get("ops")
	if !d.has("c", "n", "ops") || f.N < 1 || len(void) > maxVoid {
		return nil, errFrame
	}
	for _, v := range void {
		n, ok := v.(int64)
		if !ok || n < 1 || n >= f.N {
			return nil, errFrame
		}
		f.Void = append(f.Void, n)
	}
	var err error
	if f.Ops, err = boards.DecodeOps(ops); err != nil {
		return nil, err
	}
	return f, d.end()
}

// edits says whether the mutation edits text, the one kind of op whose base matters.
func (f *mutateFrame) edits() bool {
	for _, o := range f.Ops {
		if o.Kind == boards.EditText {
			return true
		}
	}
	return false
}

func (d *members) presence() (*presenceFrame, error) {
	f := &presenceFrame{note: d.str("note"), typing: d.bool("typing"), drag: d.bool("drag"), place: d.str("at"), idle: d.bool("idle")}
	zone, x, y := d.str("zone"), d.int("x"), d.int("y")
	switch {
	case d.has("zone", "x", "y"):
		f.at = &point{zone, x, y}
		if !boards.ValidID(zone) || x < 0 || x > 10000 || y < 0 || y > 10000 {
			return nil, errFrame
		}
	case d.has("zone"), d.has("x"), d.has("y"):
		return nil, errFrame
	}
	over, u, v := d.str("over"), d.int("u"), d.int("v")
	switch {
	case d.has("over", "u", "v"):
		f.over = &spot{over, u, v}
		if f.at == nil || !boards.ValidID(over) || u < 0 || u > 10000 || v < 0 || v > 10000 {
			return nil, errFrame
		}
	case d.has("over"), d.has("u"), d.has("v"):
		return nil, errFrame
	}
	if d.has("view") {
		if f.view = viewOf(d.list("view")); f.view == nil || f.place == "" {
			return nil, errFrame
		}
	}
	if d.has("note") && !boards.ValidID(f.note) || d.has("at") && !boards.ValidID(f.place) {
		return nil, errFrame
	}
	return f, d.end()
}

// maxView bounds how far a view's middle is from the zone it is told by, and its size.
const maxView = 100_000

// viewOf returns nil for a list that is no view.
func viewOf(list []any) *view {
	var n [4]int64
	if len(list) != len(n) {
		return nil
	}
	for i, one := range list {
		v, ok := one.(int64)
		if !ok || v < -maxView || v > maxView {
			return nil
		}
		n[i] = v
	}
	if n[2] < 1 || n[3] < 1 {
		return nil
	}
	return &view{n[0], n[1], n[2], n[3]}
}
