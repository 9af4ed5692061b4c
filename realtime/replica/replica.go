// Package replica is the client's half of the live protocol (realtime/SPEC.md) without a socket or a clock: frames in,
// frames out. The simulation, the crash tests and the bench drive it; web/src/sync is its counterpart in TypeScript.
//
// A Replica belongs to one goroutine. It holds what the server has told (the base) and what it has asked for and not yet
// been answered (pending); what a person would see is the base with pending applied.
package replica

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"feltboard/boards"
	"feltboard/boards/canon"
	"feltboard/boards/text"
)

// ErrReconnect says that this connection cannot go on: close it, call Lost, and open another.
var ErrReconnect = errors.New("replica: reconnect")

// ErrDiverged says that the base is not what the server holds. A new connection with a fresh snapshot mends it, but it
// never happens while both sides are right. It is an ErrReconnect.
var ErrDiverged = fmt.Errorf("another view than the server's: %w", ErrReconnect)

// Mutation is one thing asked for and not yet answered.
type Mutation struct {
	Client string
	N      int64
	Ops    []boards.Op
	sent   bool // over this connection
	tried  bool // over any: it may have been decided, or be so yet
	beats  int  // heard since it was sent
	noted  bool // in the past
	given  bool // gives back what a rewound history lacks
}

func (m *Mutation) edits(id, field string) *boards.Op {
	for i := range m.Ops {
		if o := &m.Ops[i]; o.Kind == boards.EditText && o.ID == id && o.Field == field {
			return o
		}
	}
	return nil
}

func (m *Mutation) hasText() bool {
	return slices.ContainsFunc(m.Ops, func(o boards.Op) bool { return o.Kind == boards.EditText })
}

// Answer is a mutation's outcome; Code is "" for yes.
type Answer struct {
	Client string
	N      int64
	Code   boards.Code
}

// Replica is one tab of one participant.
type Replica struct {
	Named, Anon string // its client ids, one per lane
	Secret      string
	Audience    string
	Member      string
	Shared, Own map[string]*boards.ViewRecord
	Pending     []*Mutation
	Answers     []Answer // everything answered, in the order heard; the caller may empty it
	Recovered   []Loss   // words that a rewound history lacks and that could not be given back; a person is shown them
	Posts       bool     // mutations go up by posts (SPEC §7): see Body
	Poll        bool     // and frames come down by polls, each of which ends when it has said something
	Deaf        bool     // a deliberate fault, for tests of the tests: changes of the own part are not heard

	page    string
	next    map[string]int64
	refused map[string]map[int64]bool     // since the client id's newest yes
	live    bool                          // welcomed, and the view is complete
	due     bool                          // a snapshot is announced
	snap    map[string]*boards.ViewRecord // the shared part of a snapshot whose own part is not here yet
	token   string
	tries   int64 // connections so far
	frames  int64
	at      string // with Posts: the position that the base stands for; "" in the middle of a turn
	answers int64  // acks and nacks heard since the last resync
	mine    struct{ own, chg map[int64]*Mutation }
	nacks   []map[string]any // refusals of posts that wait to be heeded

	recovery recovery
}

// New returns a replica that has seen nothing. named and anon are fresh client ids, secret is the participant's own.
func New(named, anon, secret string) *Replica {
	return &Replica{
		Named: named, Anon: anon, Secret: secret, page: named,
		Shared: map[string]*boards.ViewRecord{}, Own: map[string]*boards.ViewRecord{},
		next: map[string]int64{named: 1, anon: 1}, refused: map[string]map[int64]bool{named: {}, anon: {}},
		recovery: recovery{ghosts: map[textKey]string{}},
	}
}

// Live says whether the view is complete and mutations are being sent.
func (r *Replica) Live() bool { return r.live }

// Resumable says whether the next hello asks to resume.
func (r *Replica) Resumable() bool { return r.token != "" }

// Asked is how many mutations a client id has asked for.
func (r *Replica) Asked(client string) int64 { return r.next[client] - 1 }

// Hello is the first frame of a connection. It may name other client ids than the one before.
func (r *Replica) Hello() []byte {
	r.tries++
	r.refresh()
	m := map[string]any{"t": "hello", "v": int64(1), "clients": []any{r.Named, r.Anon}, "own": r.Secret, "page": r.page, "try": r.tries, "zip": true}
	if r.token != "" {
		m["token"] = r.token
	}
	r.postHello(m)
	return frame(m)
}

// Lost notes that the connection is gone: what was sent and not answered will be sent again.
func (r *Replica) Lost() {
	r.live, r.due, r.frames, r.answers, r.at = false, false, 0, 0, ""
	r.mine.own, r.mine.chg, r.nacks, r.snap = nil, nil, nil, nil
	for _, m := range r.Pending {
		m.sent = false
	}
}

// Record is a record as the base has it.
func (r *Replica) Record(id string) *boards.ViewRecord {
	if o := r.Own[id]; o != nil {
		return o
	}
	return r.Shared[id]
}

// Text is a text field as its writer sees it: the base and everything pending.
func (r *Replica) Text(id, field string) string {
	s := ""
	if rec := r.Record(id); rec != nil {
		s, _ = rec.F[field].(string)
	}
	for _, m := range r.Pending {
		for _, o := range m.Ops {
			if o.Kind == boards.Put && o.ID == id {
				s, _ = o.Rec.F[field].(string)
			}
		}
		if o := m.edits(id, field); o != nil {
			if t, err := o.Edit.Apply(s); err == nil {
				s = t
			}
		}
	}
	return s
}

// Do asks for a mutation in a lane and returns the frames to send now. Text edits are made on Text.
func (r *Replica) Do(anon bool, ops ...boards.Op) [][]byte {
	c := r.Named
	if anon {
		c = r.Anon
	}
	r.Pending = append(r.Pending, &Mutation{Client: c, N: r.next[c], Ops: ops})
	r.next[c]++
	return r.send()
}

// send returns what may go out now: up to 64 unanswered, and nothing beside a text edit.
func (r *Replica) send() (out [][]byte) {
	if !r.live || r.Posts && r.at == "" {
		return nil
	}
	for _, m := range slices.Clone(r.Pending) {
		if !m.tried && !r.stands(m) {
			r.resolve(m, boards.NotFound, false)
		}
	}
	for i, m := range r.Pending {
		if i >= 64 || r.voids(m) > maxVoid || i > 0 && (m.hasText() || r.Pending[i-1].hasText()) {
			break
		}
		if !m.sent {
			m.sent, m.tried, m.beats = true, true, 0
			out = append(out, r.mutate(m))
		}
	}
	return out
}

// stands says whether all the records whose text a mutation edits are there to see. While one is not, others may change it
// unseen, and an edit sent now would be merged as if it had been made on what they wrote.
func (r *Replica) stands(m *Mutation) bool {
	return !slices.ContainsFunc(m.Ops, func(o boards.Op) bool {
		return o.Kind == boards.EditText && r.Record(o.ID) == nil && !slices.ContainsFunc(r.Pending, func(p *Mutation) bool {
			return slices.ContainsFunc(p.Ops, func(q boards.Op) bool { return q.Kind == boards.Put && q.ID == o.ID })
		})
	})
}

func (r *Replica) mutate(m *Mutation) []byte {
	f := map[string]any{"t": "mutate", "c": m.Client, "n": m.N, "ops": boards.EncodeOps(m.Ops)}
	if r.Posts {
		f["at"] = r.at
	} else {
		f["base"] = r.frames
	}
	var void []any
	for _, n := range slices.Sorted(maps.Keys(r.refused[m.Client])) {
		if n < m.N {
			void = append(void, n)
		}
	}
	if void != nil {
		f["void"] = void
	}
	return frame(f)
}

func frame(m map[string]any) []byte {
	b, err := canon.Append(nil, m)
	if err != nil {
		panic("replica: " + err.Error())
	}
	return b
}

// Plain returns the text of a frame, which may have come compressed.
func Plain(frame []byte) ([]byte, error) {
	if len(frame) == 0 || frame[0] != 0x1f {
		return frame, nil
	}
	r, err := gzip.NewReader(bytes.NewReader(frame))
	if err != nil {
		return nil, fmt.Errorf("replica: %w", err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("replica: %w", err)
	}
	return text, nil
}

// Receive takes in one frame and returns what to send in answer. ErrReconnect asks for a new connection; any other error
// is a fault of the server's, and of this connection's last frame.
func (r *Replica) Receive(b []byte) ([][]byte, error) {
	out, err := r.receive(b)
	if err == nil && (r.worn(r.Named) || r.worn(r.Anon)) {
		err = fmt.Errorf("too much was refused in a row: %w", ErrReconnect)
	}
	return out, err
}

func (r *Replica) receive(b []byte) ([][]byte, error) {
	b, err := Plain(b)
	if err != nil {
		return nil, err
	}
	v, err := canon.Decode(b)
	if err != nil {
		return nil, fmt.Errorf("replica: %w", err)
	}
	m, _ := v.(map[string]any)
	switch t, _ := m["t"].(string); t {
	case "welcome":
		return nil, r.welcome(m)
	case "snap":
		r.told()
		return nil, r.snapshot(m)
	case "own":
		r.told()
		return r.own(m)
	case "chg":
		r.told()
		return r.changed(m)
	case "catch":
		r.told()
		return r.catch(m)
	case "ack":
		r.answers++
		return r.acked(m)
	case "nack":
		r.answers++
		return r.nacked(m)
	case "beat":
		frames, _ := m["frames"].(int64)
		if answers, _ := m["answers"].(int64); frames != r.frames || answers != r.answers {
			return nil, fmt.Errorf("heard %d of %d frames and %d of %d answers: %w", r.frames, frames, r.answers, answers, ErrReconnect)
		}
		if d, ok := m["digest"].(string); ok {
			if _, ours := boards.EncodePart(r.Shared); ours != d {
				r.token = ""
				return nil, ErrDiverged
			}
		}
		r.token, _ = m["token"].(string) // only now is it sure that we are where it stands
		for _, p := range r.Pending {
			if !p.sent {
				continue
			}
			if p.beats++; p.beats > 2 {
				return nil, fmt.Errorf("number %d is not answered: %w", p.N, ErrReconnect)
			}
		}
		return nil, nil
	case "resync": // what was decided meanwhile is in last; everything else is sent again after the snapshot
		r.live, r.answers = false, 0
		for _, p := range r.Pending {
			p.sent = false
		}
		return nil, r.welcome(m)
	case "at":
		r.at, _ = m["at"].(string)
		out, err := r.heed()
		return append(out, r.send()...), err
	case "presence", "here", "bye":
		return nil, nil
	default:
		return nil, fmt.Errorf("replica: a frame of no known type: %.80s", b)
	}
}

func (r *Replica) welcome(m map[string]any) error {
	r.due = m["resumed"] != true
	r.mine.own, r.mine.chg = nil, nil
	me, _ := m["me"].(map[string]any)
	r.Member, _ = me["member"].(string)
	r.Audience, _ = me["audience"].(string)
	last, _ := m["last"].(map[string]any)
	resumed, _ := m["resumed"].(bool)
	if err := r.rewind(last, resumed); err != nil {
		return err
	}
	for c, v := range last {
		o, _ := v.(map[string]any)
		n, _ := o["n"].(int64)
		no := map[int64]boards.Code{}
		refused, _ := o["refused"].([]any)
		for _, e := range refused {
			pair, _ := e.([]any)
			if len(pair) == 2 {
				code, _ := pair[1].(string)
				no[pair[0].(int64)] = boards.Code(code)
			}
		}
		for _, p := range slices.Clone(r.Pending) {
			if p.Client == c && p.N <= n {
				r.resolve(p, no[p.N], true)
			}
		}
	}
	return nil
}

// resolve takes a mutation off the pending ones. With fold a yes becomes part of the base, for its change was told in
// whole records or not at all; a no is taken out of what was typed after it.
func (r *Replica) resolve(m *Mutation, code boards.Code, fold bool) {
	i := slices.Index(r.Pending, m)
	if i < 0 {
		return
	}
	r.Pending = slices.Delete(r.Pending, i, i+1)
	r.Answers = append(r.Answers, Answer{m.Client, m.N, code})
	if fold && code == "" {
		r.noteOne(m)
	}
	if code == "" {
		r.recovery.past.acknowledged(m.Client, m.N)
	}
	if code != "" {
		r.refusedGift(m, code)
		r.refused[m.Client][m.N] = true
	} else {
		maps.DeleteFunc(r.refused[m.Client], func(n int64, _ bool) bool { return n < m.N }) // this entry carries them
	}
	for _, o := range m.Ops {
		rec := r.Record(o.ID)
		if o.Kind != boards.EditText || rec == nil {
			continue
		}
		was, _ := rec.F[o.Field].(string)
		switch {
		case code != "":
			r.rebase(o.ID, o.Field, text.Invert(o.Edit, was), i)
		case fold:
			part := r.Shared
			if r.Own[o.ID] != nil {
				part = r.Own
			}
			boards.Apply(part, []boards.Op{o})
		}
	}
}

// rebase moves the pending edits of a text, from the i-th mutation on, over an edit that came in before them.
func (r *Replica) rebase(id, field string, e text.Edit, from int) {
	for _, m := range r.Pending[from:] {
		if o := m.edits(id, field); o != nil {
			o.Edit, e = text.Transform(o.Edit, e, text.Right), text.Transform(e, o.Edit, text.Left)
		}
	}
}

func (r *Replica) snapshot(m map[string]any) error {
	records, _ := m["records"].([]any)
	shared := make(map[string]*boards.ViewRecord, len(records))
	for _, v := range records {
		rec, err := boards.DecodeViewRecord(v)
		if err != nil {
			return err
		}
		shared[rec.ID] = rec
	}
	if _, digest := boards.EncodePart(shared); digest != m["digest"] {
		return fmt.Errorf("replica: snapshot is not what its digest says")
	}
	r.live, r.token = false, "" // until own follows this is half a view, which no token stands for
	if !r.due {
		return fmt.Errorf("a snapshot that nothing announced, so what was decided before it is not known: %w", ErrReconnect)
	}
	r.due = false
	r.mine.own, r.mine.chg = nil, nil
	r.snap = shared // pending edits are rebased once, over both parts: what was deleted has moved from one to the other
	return nil
}

// replace lets change put new records into the view and rebases pending edits over what that did to their texts.
func (r *Replica) replace(change func()) {
	before := map[textKey]string{}
	for _, m := range r.Pending {
		for _, o := range m.Ops {
			if rec := r.Record(o.ID); o.Kind == boards.EditText && rec != nil {
				before[textKey{o.ID, o.Field}], _ = rec.F[o.Field].(string)
			}
		}
	}
	change()
	for _, k := range slices.SortedFunc(maps.Keys(before), func(a, b textKey) int { return slices.Compare([]string{a.id, a.field}, []string{b.id, b.field}) }) {
		if rec := r.Record(k.id); rec == nil {
			r.recovery.ghosts[k] = before[k]
		} else {
			now, _ := rec.F[k.field].(string)
			if was := before[k]; now != was {
				r.rebase(k.id, k.field, text.Diff(was, now), 0)
			}
		}
	}
}

func (r *Replica) own(m map[string]any) ([][]byte, error) {
	changes, _ := m["ops"].([]any)
	if m["full"] == true {
		var all []boards.Op
		for _, c := range changes {
			ops, err := boards.DecodeViewOps(c)
			if err != nil {
				return nil, err
			}
			all = append(all, ops...)
		}
		if r.snap == nil {
			return nil, errors.New("replica: own records without a snapshot")
		}
		sure, doubtful := r.lacking()
		r.replace(func() {
			r.Shared, r.Own, r.snap = r.snap, map[string]*boards.ViewRecord{}, nil
			boards.Apply(r.Own, all)
		})
		r.live = true
		r.recover(sure, doubtful)
		return r.send(), nil
	}
	if r.Deaf {
		changes = nil
	}
	r.note(r.mine.own, r.mine.chg)
	if err := r.take(true, changes, r.mine.own); err != nil {
		return nil, err
	}
	r.mine.own = nil
	r.retry()
	return r.send(), nil
}

func (r *Replica) changed(m map[string]any) ([][]byte, error) {
	changes, _ := m["ops"].([]any)
	r.note(r.mine.chg)
	if err := r.take(false, changes, r.mine.chg); err != nil {
		return nil, err
	}
	r.mine.chg = nil
	r.retry()
	return r.send(), nil
}

// take applies changes to one part of the view and rebases over those that are not ours. What the own part shadows is
// kept up to date unseen.
func (r *Replica) take(own bool, changes []any, mine map[int64]*Mutation) error {
	part := r.Shared
	if own {
		part = r.Own
	}
	for i, c := range changes {
		ops, err := boards.DecodeViewOps(c)
		if err != nil {
			return err
		}
		m := mine[int64(i)]
		for _, o := range ops {
			unseen := !own && r.Own[o.ID] != nil
			switch {
			case unseen, m != nil && m.edits(o.ID, o.Field) != nil:
				boards.Apply(part, []boards.Op{o})
			case o.Kind == boards.EditText:
				r.rebase(o.ID, o.Field, o.Edit, 0)
				boards.Apply(part, []boards.Op{o})
			default:
				r.replace(func() { boards.Apply(part, []boards.Op{o}) })
			}
		}
		if m != nil {
			r.resolve(m, "", false)
		}
	}
	return nil
}

func (r *Replica) catch(m map[string]any) ([][]byte, error) {
	shared, err := boards.DecodeViewOps(m["shared"])
	if err != nil {
		return nil, err
	}
	own, err := boards.DecodeViewOps(m["own"])
	if err != nil {
		return nil, err
	}
	r.replace(func() {
		boards.Apply(r.Own, own)
		boards.Apply(r.Shared, shared)
	})
	r.live = true
	r.retry()
	return r.send(), nil
}

func (r *Replica) acked(m map[string]any) ([][]byte, error) {
	list, _ := m["a"].([]any)
	for _, v := range list {
		a, _ := v.([]any)
		if len(a) != 4 {
			return nil, errors.New("replica: malformed ack")
		}
		c, _ := a[0].(string)
		n, _ := a[1].(int64)
		o, _ := a[2].(int64)
		k, _ := a[3].(int64)
		p := r.find(c, n)
		if p == nil {
			continue
		}
		if o < 0 && k < 0 {
			if slices.ContainsFunc(p.Ops, func(o boards.Op) bool { return o.Kind == boards.EditText && len(o.Edit) > 0 }) {
				r.noteOne(p)
				r.token = "" // it was told before and we did not know it for ours: our base cannot be trusted
				r.resolve(p, "", false)
				return nil, fmt.Errorf("an edit was decided unheard: %w", ErrReconnect)
			}
			r.resolve(p, "", false)
			continue
		}
		if o >= 0 {
			if r.mine.own == nil {
				r.mine.own = map[int64]*Mutation{}
			}
			r.mine.own[o] = p
		}
		if k >= 0 {
			if r.mine.chg == nil {
				r.mine.chg = map[int64]*Mutation{}
			}
			r.mine.chg[k] = p
		}
	}
	return r.send(), nil
}

func (r *Replica) nacked(m map[string]any) ([][]byte, error) {
	c, _ := m["c"].(string)
	n, _ := m["n"].(int64)
	code, _ := m["code"].(string)
	p := r.find(c, n)
	if p == nil {
		return nil, nil
	}
	switch boards.Code(code) {
	case boards.Gap, boards.UnknownClient:
		// A server that was started again forgot refusals that no entry carries yet; now they are declared void.
		next, _ := m["next"].(int64)
		for _, q := range r.Pending {
			if q.Client == c && q.N >= next && q.N <= n {
				q.sent = false
			}
		}
		for i := next; i < n; i++ {
			if !r.refused[c][i] && r.find(c, i) == nil {
				return nil, fmt.Errorf("number %d was never answered: %w", i, ErrReconnect)
			}
		}
		if next > n {
			return nil, ErrReconnect
		}
		return r.send(), nil
	case boards.StaleBase: // by now it is rebased over everything heard
		p.sent = false
		return r.send(), nil
	case "storage_full", "rate", "read_only", "internal":
		p.sent = false
		return nil, fmt.Errorf("%s: %w", code, ErrReconnect)
	}
	r.resolve(p, boards.Code(code), false)
	return r.send(), nil
}

func (r *Replica) find(c string, n int64) *Mutation {
	for _, p := range r.Pending {
		if p.Client == c && p.N == n {
			return p
		}
	}
	return nil
}
