package main_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"feltboard/boards"
	"feltboard/boards/text"

	"github.com/google/uuid"
)

// moments are states of a session in which everything is tried, each on a board of its own. They begin in the open: everybody
// writes, moves and comments.
var moments = []struct {
	name   string
	follow func(p *play, t *testing.T)
}{
	{"open", func(*play, *testing.T) {}},
	{"private", func(p *play, t *testing.T) { p.toPhase(t, p.phases()[1]) }},
	{"asking", func(p *play, t *testing.T) { // dots on themes; nobody writes or moves
		last := p.phases()[2]
		rules := map[string]any{"write": []any{}, "edit": "own", "move": []any{}, "see": "all", "authors": "named", "presence": "cursors"}
		p.as(t, p.host, set(last, map[string]any{"rules": rules, "ask": map[string]any{
			"kind": "dots", "of": "theme", "roles": []any{"facilitator", "team", "client"}, "limit": int64(0), "budget": int64(5), "split": false,
		}}))
		p.toPhase(t, last)
	}},
	{"led", func(p *play, t *testing.T) { // a customer has the baton
		op := set(p.only("session"), map[string]any{"baton": p.member["lead"]})
		op.Was = map[string]any{"baton": ""}
		p.as(t, p.host, op)
	}},
	{"closed", func(p *play, t *testing.T) {
		p.as(t, p.host, set(p.only("session"), map[string]any{"state": "closed"}))
	}},
}

// play is a board on which everything is tried.
type play struct {
	*stage
	m       *mind
	tabs    map[string]*tab
	own     map[string]map[string]string // ids of what a role made itself, by role and type
	other   map[string]string            // ids of what others made, by label
	streak  map[string]int               // refusals in a row
	n       int
	refused noes
	lines   map[string]map[string]byte // what came of it, by row and role
	rows    []string
	faults  []string
}

func newPlay(t *testing.T, c *cast, moment int) *play {
	t.Helper()
	st := c.stage(t)
	p := &play{
		stage: st, tabs: map[string]*tab{"host": st.host}, own: map[string]map[string]string{}, other: map[string]string{}, streak: map[string]int{}, refused: noes{},
		lines: map[string]map[string]byte{},
	}
	for _, role := range seated {
		if p.tabs[role] == nil {
			p.tabs[role] = st.by[role].open(st.board.ID)
		}
		p.own[role] = map[string]string{}
	}
	p.m = st.books(t).mind(st.board.ID)
	for _, id := range p.phases() {
		p.as(t, st.host, set(id, map[string]any{"comment": []any{"facilitator", "team", "client"}}))
	}
	p.furnish(t)
	moments[moment].follow(p, t)
	p.m.learn()
	p.other["phase, running"] = p.m.Phase()
	for _, id := range p.phases() {
		if id != p.m.Phase() {
			p.other["phase, another"] = id
		}
	}
	for _, tab := range p.tabs {
		tab.drain()
	}
	return p
}

func (p *play) toPhase(t *testing.T, phase string) {
	p.as(t, p.host, set(p.only("session"), map[string]any{"phase": phase}))
}

// phases are the agenda's, in order.
func (p *play) phases() []string {
	p.m.learn()
	all := slices.Clone(p.m.Of("phase"))
	slices.SortFunc(all, func(a, b *boards.Record) int { return strings.Compare(a.Str("order"), b.Str("order")) })
	var ids []string
	for _, r := range all {
		ids = append(ids, r.ID)
	}
	return ids
}

func (p *play) only(typ string) string {
	p.m.learn()
	return p.m.Of(typ)[0].ID
}

// furnish puts one of everything on the board, by people whom the rows name.
func (p *play) furnish(t *testing.T) {
	t.Helper()
	makes := func(role, label string, op boards.Op) string {
		t.Helper()
		p.as(t, p.tabs[role], op)
		p.other[label] = op.ID
		return op.ID
	}
	p.other["board"], p.other["session"] = p.board.ID, p.only("session")
	p.other["persona"] = p.only("persona")
	p.other["note, a customer's"] = p.note
	makes("host", "zone", put("zone", map[string]any{"title": "Spare"}))
	team := makes("boss", "note, the team's", p.tabs["boss"].note("Says", "we think"))
	var gus struct{ Member string }
	decodeFolded(t, p.by["host"].post("/api/v1/boards/"+p.board.ID+"/people", object{"name": "Gus", "side": "customer"}), &gus)
	p.tabs["boss"].until("Gus is there", func() bool { return p.tabs["boss"].Record(gus.Member) != nil })
	for_ := p.tabs["boss"].note("Says", "said Gus")
	for_.Rec.F["side"], for_.Rec.F["behalf"] = "customer", gus.Member
	makes("boss", "note, Gus's", for_)
	client := p.tabs["client"]
	hidden := client.note("Says", "nobody says")
	hidden.Rec.F["anon"] = true
	if err := client.write(client.Do(true, hidden)...); err != nil {
		t.Fatal(err)
	}
	client.until("it is answered", func() bool { return len(client.Pending) == 0 })
	p.other["note, anonymous"] = hidden.ID
	ok(t, p.by["host"].post("/api/v1/boards/"+p.board.ID+"/notes/import", object{"text": "Note;Company\nI lost my seats;Acme\n"}), nil)
	p.m.learn()
	for _, r := range p.m.Of("note") {
		if r.By == "" && r.Owner == "" {
			p.other["note, brought in"] = r.ID
		}
	}
	theme := makes("boss", "theme", put("theme", map[string]any{"name": "Seats"}))
	insight := makes("boss", "insight", put("insight", map[string]any{"statement": "Seats vanish", "evidence": []any{p.note}}))
	makes("boss", "tension", put("tension", map[string]any{"one": p.note, "other": team}))
	makes("boss", "hmw", put("hmw", map[string]any{"insight": insight, "text": "How might we"}))
	action := makes("boss", "action", put("action", map[string]any{"title": "Hold them", "notes": []any{p.note}, "status": "done"}))
	p.other["another action"] = put("action", map[string]any{"title": "Tell them", "notes": []any{p.note}, "status": "done"}).ID
	second := put("action", map[string]any{"title": "Tell them", "notes": []any{p.note}, "status": "done"})
	p.as(t, p.tabs["boss"], second)
	p.other["another action"] = second.ID
	makes("boss", "comment, another's", put("comment", map[string]any{"on": theme, "text": "why"}))
	makes("boss", "topic, another's", put("topic", map[string]any{"title": "Fees"}))
	makes("boss", "hand, another's", put("hand", nil))
	makes("boss", "ready, another's", put("ready", map[string]any{"phase": p.phases()[0]}))
	makes("boss", "reaction, another's", put("reaction", map[string]any{"note": p.note, "kind": "agree"}))
	client.until("what it is about is there", func() bool { return client.Record(action) != nil && client.Record(insight) != nil })
	makes("lead", "verdict, another's", put("verdict", map[string]any{"on": insight, "says": "right"}))
	makes("client", "ack, another's", put("ack", map[string]any{"action": action, "says": "helped"}))
	p.other["member, a customer"], p.other["member, without a device"], p.other["member, at the door"] = p.member["client"], gus.Member, p.member["waiting"]
	for _, role := range seated {
		p.own[role]["member"] = p.member[role]
	}
}

// id of what a row is about, for a role; "" if there is none.
func (p *play) id(label, role string) string {
	if typ, own := strings.CutSuffix(label, ", one's own"); own {
		return p.own[role][typ]
	}
	if label == "answer, another's" { // there is none but what is asked for now
		return p.own[map[bool]string{true: "lead", false: "client"}[role == "client"]]["answer"]
	}
	return p.other[label]
}

// about lists the labels of what there is of a type.
func (p *play) about(typ string) (labels []string) {
	for label := range p.other {
		if name, _, _ := strings.Cut(label, ","); name == typ {
			labels = append(labels, label)
		}
	}
	slices.Sort(labels)
	if typ == "answer" {
		labels = append(labels, "answer, another's")
	}
	if has([]string{"note", "reaction", "answer", "ready", "hand", "topic", "comment", "verdict", "ack", "member"}, typ) {
		labels = append(labels, typ+", one's own")
	}
	return labels
}

// signs are what the file has for how something ends.
var signs = map[boards.Code]byte{"": 'y', boards.Forbidden: 'n', boards.InPhase: 'p', boards.NotFound: 'u', boards.WrongLane: 'l'}

// try asks for something as a role, over the wire, and of the policy; both have to say the same. A no changes nothing.
func (p *play) try(row, role string, anon bool, ops ...boards.Op) boards.Code {
	tab := p.tabs[role]
	tab.drain()
	p.m.learn()
	a := boards.Actor{Member: tab.Member, Owner: boards.OwnerKey(tab.Secret, p.board.ID), Anon: anon}
	_, not := boards.Admit(p.m.State, boards.Env{Now: time.Now().UnixMilli()}, a, boards.Mutation{Client: uuid.NewString(), N: 1, Base: p.m.Seq, Ops: ops})
	var want boards.Code
	if not != nil {
		want = not.Code
	}
	for _, o := range ops { // a page would not send an edit of what it does not see
		if o.Kind == boards.EditText && tab.Record(o.ID) == nil {
			tab.Own[o.ID] = &boards.ViewRecord{ID: o.ID, Type: "note", F: map[string]any{}}
			defer delete(tab.Own, o.ID)
		}
	}
	if err := tab.write(tab.Do(anon, ops...)...); err != nil {
		tab.browser.t.Fatal(err)
	}
	tab.until("it is answered", func() bool { return len(tab.Pending) == 0 })
	code := tab.Answers[len(tab.Answers)-1].Code
	if code != want {
		p.faults = append(p.faults, fmt.Sprintf("%s by %s: the wire says %q, the policy %q", row, role, code, want))
	}
	n := p.m.learn()
	if code == "" {
		if !anon {
			p.streak[role] = 0
		}
		return code
	}
	if n > 0 {
		p.faults = append(p.faults, fmt.Sprintf("%s by %s: refused (%s), and something changed", row, role, code))
	}
	who := p.member[role]
	if anon {
		who = ""
	}
	p.refused[no{p.board.ID, who, string(code)}]++
	if anon {
		return code
	}
	if p.streak[role]++; p.streak[role] == 50 { // after 64 in a row a page would begin anew
		p.n++
		if code := tab.does(set(tab.Member, map[string]any{"hue": int64(p.n % 360)})); code != "" {
			tab.browser.t.Fatalf("one's own hue: %s", code)
		}
		p.streak[role] = 0
	}
	return code
}

// row tries something as everybody on the board; without ops there is nothing to try.
func (p *play) row(row string, make func(role string) []boards.Op, after func(role string, ops []boards.Op)) {
	p.rows = append(p.rows, row)
	p.lines[row] = map[string]byte{}
	for _, role := range seated {
		ops := make(role)
		if ops == nil {
			p.lines[row][role] = '-'
			continue
		}
		anon := ops[0].Kind == boards.Put && ops[0].Rec.F["anon"] == true
		code := p.try(row, role, anon, ops...)
		sign := signs[code]
		if sign == 0 {
			sign = 'e'
		}
		p.lines[row][role] = sign
		if code == "" && after != nil {
			after(role, ops)
		}
	}
	for _, role := range seated {
		p.tabs[role].drain()
	}
}

// stays are fields that are set to what they are: anything else would make another board of it, or depends on more than who asks.
var stays = []string{
	"session.phase", "session.state", "session.standin", "session.spotlight", "member.role", "member.hat", "member.seat", "member.waits", "member.side", "board.approve", "board.door",
	"note.state", "note.side", "note.anon", "insight.status", "action.status", "ack.says", "phase.closed", "phase.round", "phase.budget", "verdict.says", "answer.value", "answer.side", "answer.anon",
}

// next is another value of a field, where that does no harm.
func (p *play) next(typ string, f boards.Field, r *boards.Record) any {
	now := r.Get(f.Name)
	if has(stays, typ+"."+f.Name) {
		return now
	}
	p.n++
	switch f.Kind {
	case boards.Line:
		if f.Name == "contact" {
			return fmt.Sprintf("x%d@example.com", p.n)
		}
		return fmt.Sprintf("x%d", p.n%1000)
	case boards.Enum:
		if f.Name == "kind" && typ == "note" && now != "quote" {
			return "quote" // which everybody may choose
		} else if f.Name == "kind" && typ == "note" {
			return "observation"
		}
		i := slices.Index(f.Enum, now.(string))
		return f.Enum[(i+1)%len(f.Enum)]
	case boards.Int:
		n, _ := now.(int64)
		if n = max(n+1, int64(f.Min)); n > int64(f.Max) {
			n = int64(f.Min)
		}
		return n
	case boards.Bool:
		return now != true
	case boards.Date:
		return fmt.Sprintf("2026-12-%02d", p.n%28+1)
	}
	return now
}

// sets are the ops that change one field of what a row is about.
func (p *play) sets(typ string, f boards.Field, id string) []boards.Op {
	r := p.m.Record(id)
	if r == nil {
		return nil
	}
	if f.Kind == boards.Text {
		return []boards.Op{{Kind: boards.EditText, ID: id, Field: f.Name, Edit: text.New(text.Insert("x"))}}
	}
	op := set(id, map[string]any{f.Name: p.next(typ, f, r)})
	if typ == "session" && f.Name == "baton" {
		op.Was = map[string]any{"baton": r.Get("baton")}
	}
	return []boards.Op{op}
}

// begins are new records of each type, as somebody of a role would make them.
func (p *play) begins(typ, role string) boards.Op {
	theme, running := p.other["theme"], p.m.Phase()
	switch typ {
	case "board", "session", "member":
		return put(typ, nil)
	case "zone":
		return put(typ, map[string]any{"title": "New"})
	case "phase":
		now := p.m.Record(running) // whoever leads takes the rules of a step that is there
		return put(typ, map[string]any{"title": "New", "rules": now.Get("rules"), "comment": now.Get("comment"), "ask": now.Get("ask"), "minutes": int64(5)})
	case "note":
		return p.tabs[role].note("Says", "new")
	case "reaction":
		return put(typ, map[string]any{"note": p.other["note, the team's"], "kind": "agree"})
	case "answer":
		return put(typ, map[string]any{"phase": running, "round": p.m.Record(running).Get("round"), "item": theme, "value": int64(1)})
	case "ready":
		return put(typ, map[string]any{"phase": running})
	case "topic":
		return put(typ, map[string]any{"title": "New"})
	case "comment":
		return put(typ, map[string]any{"on": theme, "text": "new"})
	case "verdict":
		return put(typ, map[string]any{"on": theme, "says": "right"})
	case "tension":
		return put(typ, map[string]any{"one": cmp.Or(p.own[role]["note"], p.other["note, Gus's"]), "other": p.note})
	case "hmw":
		return put(typ, map[string]any{"insight": p.other["insight"], "text": "new"})
	case "ack":
		return put(typ, map[string]any{"action": p.other["another action"], "says": "helped"})
	}
	return put(typ, nil)
}

// everything tries it all.
func (p *play) everything(t *testing.T) {
	for _, typ := range boards.Schema {
		p.row(typ.Name+": make", func(role string) []boards.Op { return []boards.Op{p.begins(typ.Name, role)} }, func(role string, ops []boards.Op) {
			p.own[role][typ.Name] = ops[0].ID
		})
	}
	p.others(t)
	for _, typ := range boards.Schema {
		for _, label := range p.about(typ.Name) {
			for _, f := range typ.Fields {
				p.row(label+": "+f.Name, func(role string) []boards.Op { return p.sets(typ.Name, f, p.id(label, role)) }, nil)
			}
		}
	}
	for _, typ := range boards.Schema {
		for _, label := range p.about(typ.Name) {
			if label == "member, one's own" || typ.Name == "board" || typ.Name == "session" || label == "phase, running" {
				continue // nobody may; and were it not so, there would be nothing left to try
			}
			deletes := func(kind boards.OpKind) func(role string) []boards.Op {
				return func(role string) []boards.Op {
					id := p.id(label, role)
					if id == "" || p.m.Record(id) == nil {
						return nil
					}
					return []boards.Op{{Kind: kind, ID: id}}
				}
			}
			p.row(label+": delete", deletes(boards.Del), func(role string, ops []boards.Op) {
				p.back(t, role, boards.Res, ops[0].ID)
				p.m.learn()
			})
			p.row(label+": restore", func(role string) []boards.Op {
				ops := deletes(boards.Res)(role)
				if ops != nil {
					p.back(t, role, boards.Del, ops[0].ID)
				}
				return ops
			}, nil)
			for _, role := range seated { // it stands again
				if id := p.id(label, role); id != "" && p.m.Record(id) != nil && p.m.Record(id).Deleted {
					p.back(t, role, boards.Res, id)
				}
			}
		}
	}
}

// back deletes or restores something by whoever may, if anybody may.
func (p *play) back(t *testing.T, role string, kind boards.OpKind, id string) {
	t.Helper()
	p.m.learn()
	if p.m.Record(id).Deleted == (kind == boards.Del) {
		return
	}
	for _, who := range append([]string{role}, seated...) {
		a := boards.Actor{Member: p.member[who], Owner: boards.OwnerKey(p.tabs[who].Secret, p.board.ID)}
		for _, anon := range []bool{false, true} {
			a.Anon = anon
			op := boards.Op{Kind: kind, ID: id}
			if _, no := boards.Admit(p.m.State, boards.Env{}, a, boards.Mutation{Client: uuid.NewString(), N: 1, Base: p.m.Seq, Ops: []boards.Op{op}}); no != nil {
				continue
			}
			if p.try("back", who, anon, op) == "" {
				return
			}
		}
	}
}

// others are acts that depend on a value, and the worst that somebody could wish for.
func (p *play) others(t *testing.T) {
	one := func(op func(role string) boards.Op) func(string) []boards.Op {
		return func(role string) []boards.Op { return []boards.Op{op(role)} }
	}
	session := p.other["session"]
	p.row("session: take the baton", one(func(role string) boards.Op {
		op := set(session, map[string]any{"baton": p.member[role]})
		op.Was = map[string]any{"baton": p.m.Record(session).Get("baton")}
		return op
	}), func(role string, ops []boards.Op) {
		op := set(session, map[string]any{"baton": ops[0].Was["baton"]})
		op.Was = map[string]any{"baton": p.member[role]}
		p.as(t, p.tabs[role], op)
	})
	p.row("member, one's own: become a facilitator", one(func(role string) boards.Op { return setRole(p.member[role], "facilitator") }), nil)
	p.row("member, of the team: make a facilitator", one(func(string) boards.Op { return setRole(p.member["boss"], "facilitator") }), func(string, []boards.Op) {
		p.as(t, p.tabs["boss"], setRole(p.member["boss"], "team"))
	})
	p.row("member, a customer: make a facilitator", one(func(string) boards.Op { return setRole(p.member["client"], "facilitator") }), nil)
	p.row("member, a viewer: make a customer", one(func(string) boards.Op { return setRole(p.member["viewer"], "client") }), func(string, []boards.Op) {
		p.as(t, p.host, setRole(p.member["viewer"], "viewer"))
		p.as(t, p.tabs["viewer"], set(p.member["viewer"], map[string]any{"hue": int64(1)})) // whose page has begun anew since
	})
	p.row("member, removed: let back in", one(func(string) boards.Op { return setRole(p.member["removed"], "client") }), func(string, []boards.Op) {
		p.as(t, p.host, setRole(p.member["removed"], "none"))
	})
	p.row("member, another facilitator: remove", one(func(role string) boards.Op {
		return setRole(p.member[map[bool]string{true: "cofac", false: "host"}[role == "host"]], "none")
	}), nil)
	p.row("note, anonymous: make", one(func(role string) boards.Op {
		op := p.tabs[role].note("Says", "nobody's")
		op.Rec.F["anon"] = true
		return op
	}), nil)
	p.row("note, for a customer: make", one(func(role string) boards.Op {
		op := p.tabs[role].note("Says", "for somebody")
		op.Rec.F["side"], op.Rec.F["behalf"] = "customer", p.member["lead"]
		return op
	}), nil)
	p.row("note, for a customer, to be quoted: make", one(func(role string) boards.Op {
		op := p.tabs[role].note("Says", "for somebody")
		op.Rec.F["side"], op.Rec.F["behalf"], op.Rec.F["consent"] = "customer", p.member["lead"], "quote"
		return op
	}), nil)
	p.row("note, of a company: make", one(func(role string) boards.Op {
		op := p.tabs[role].note("Says", "from a ticket")
		op.Rec.F["side"], op.Rec.F["customer"], op.Rec.F["source"] = "customer", "Acme", map[string]any{"type": "support-ticket", "ref": "", "date": ""}
		return op
	}), nil)
	p.row("note, revealed by oneself: make", one(func(role string) boards.Op {
		op := p.tabs[role].note("Says", "look at me")
		op.Rec.F["state"] = "private"
		return op
	}), nil)
	p.row("reaction, felt: make", one(func(string) boards.Op {
		return put("reaction", map[string]any{"note": p.other["note, the team's"], "kind": "felt"})
	}), nil)
	p.row("answer, for who has no device: make", one(func(string) boards.Op {
		op := p.begins("answer", "host")
		op.Rec.F["behalf"] = p.other["member, without a device"]
		return op
	}), nil)
	p.row("topic, taken at once: make", one(func(string) boards.Op { return put("topic", map[string]any{"title": "Now", "state": "taken"}) }), nil)
	p.row("action, with a link: make", one(func(string) boards.Op {
		return put("action", map[string]any{"links": []any{map[string]any{"target": "x", "ref": "1", "url": "https://example.com"}}})
	}), nil)
}

// never is what nobody of a role does at any moment, whatever the table of boards says: rows that begin so are never a yes.
var never = map[string][]string{
	"viewer": {"board", "zone", "phase", "session", "persona", "note", "reaction", "theme", "answer", "ready", "hand", "topic", "comment", "verdict", "insight", "tension", "hmw", "action", "ack", "member, a", "member, of", "member, r", "member, w"},
	"client": {"board", "zone", "phase", "session", "persona", "insight", "tension", "hmw", "action", "note, for", "note, of", "note, brought in", "note, Gus's: text", "note, anonymous: text", "member, of", "member, r", "member, w", "member, at", "member, one's own: role", "member, one's own: become", "member, one's own: customer"},
	"team":   {"board", "zone", "phase", "session", "verdict", "note, a customer's: text", "note, a customer's: consent", "note, anonymous: text", "note, Gus's: text", "member, a", "member, of", "member, r", "member, w", "member, one's own: role", "member, one's own: become"},
	"host": {"note, a customer's: text", "note, a customer's: consent", "note, anonymous: text", "note, anonymous: consent", "note, Gus's: text", "verdict", "answer, another's", "member, a customer: name", "member, a customer: consent", "member, a customer: contact",
		"member, a customer: make", "ack", "member, another facilitator"},
}

func fieldOf(typ boards.Type, name string) *boards.Field {
	if i := slices.IndexFunc(typ.Fields, func(f boards.Field) bool { return f.Name == name }); i >= 0 {
		return &typ.Fields[i]
	}
	return nil
}

const legend = `Who may do what on a board. A row is an act on something, a column a role; a cell has a sign for each of: %s.

y  yes
n  no
p  not in this phase
u  there is no such thing, as far as they know
l  not in this way: what is anonymous and what is not are asked for apart
e  another no: it is there already, it does not fit, there are too many
-  there is nothing to try it on

`

// S-5, S-6, B-20: every act on every kind of thing by everybody on a board, at every moment of a session: the wire says what the
// policy says, a no changes nothing and is in the audit, and testdata/permissions.txt shows who may.
func TestWhoMayDoWhat(t *testing.T) {
	c := newCast(t)
	plays := make([]*play, len(moments))
	for i := range moments {
		plays[i] = newPlay(t, c, i)
	}
	t.Run("at", func(t *testing.T) {
		for i, p := range plays {
			t.Run(moments[i].name, func(t *testing.T) {
				t.Parallel()
				p.everything(t)
			})
		}
	})
	refused := noes{}
	var names []string
	for i, p := range plays {
		names = append(names, moments[i].name)
		for _, fault := range p.faults {
			t.Errorf("%s: %s", moments[i].name, fault)
		}
		for n, times := range p.refused {
			refused[n] += times
		}
	}
	for role, starts := range never {
		for _, start := range starts {
			found := false
			for i, p := range plays {
				for _, row := range p.rows {
					if strings.HasPrefix(row, start) {
						found = true
						if p.lines[row][role] == 'y' {
							t.Errorf("%s: %s by %s is a yes", moments[i].name, row, role)
						}
					}
				}
			}
			if !found {
				t.Errorf("no row begins with %q", start)
			}
		}
	}
	for i, p := range plays { // what the policy speaks of is tried, and what it does not is the system's alone
		for _, typ := range boards.Schema {
			acts := boards.Acts(typ.Name)
			tried := map[string]bool{}
			for _, row := range p.rows {
				label, act, _ := strings.Cut(row, ": ")
				if name, _, _ := strings.Cut(label, ","); name != typ.Name || fieldOf(typ, act) == nil {
					continue
				}
				tried[act] = true
				for role, sign := range p.lines[row] {
					if sign == 'y' && !has(acts, act) {
						t.Errorf("%s: %s by %s is a yes, and the policy knows nothing of it", moments[i].name, row, role)
					}
				}
			}
			for _, act := range acts {
				if act != "+" && act != "-" && !tried[act] {
					t.Errorf("%s: nobody tries %s of a %s", moments[i].name, act, typ.Name)
				}
			}
		}
	}
	var told strings.Builder
	fmt.Fprintf(&told, legend, strings.Join(names, ", "))
	fmt.Fprintf(&told, "%-52s", "")
	for _, role := range seated {
		fmt.Fprintf(&told, " %-7s", role)
	}
	told.WriteByte('\n')
	for _, row := range plays[0].rows {
		fmt.Fprintf(&told, "%-52s", row)
		for _, role := range seated {
			cell := ""
			for _, p := range plays {
				cell += string(rune(p.lines[row][role]))
			}
			fmt.Fprintf(&told, " %-7s", cell)
		}
		told.WriteByte('\n')
	}
	text := ""
	for line := range strings.Lines(told.String()) {
		text += strings.TrimRight(line, " \n") + "\n"
	}
	golden(t, "testdata/permissions.txt", text)
	c.check(t, refused)
}
