package boards

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"feltboard/boards/order"
	"feltboard/boards/text"
)

// Bytes is about how much the board's records take, encoded (MaxBytes).
func (s *State) Bytes() int { return s.bytes }

// MaxGathered is how many boards one is made of, at most.
var MaxGathered = fieldOf("board", "combines").Max

// Source is a board that notes are gathered from: what a facilitator of it sees.
type Source struct {
	ID   string
	View View
	// Alias stands for a name that is not to leave the board: the same for the same name, and telling nobody which.
	Alias func(name string) string
}

// Gathered says what gathering does.
type Gathered struct{ Added, Changed, Gone int }

// source is one, indexed.
type source struct {
	Source
	records map[string]*Record
	title   string
}

func (src Source) read() *source {
	s := &source{Source: src, records: make(map[string]*Record, len(src.View.Shared))}
	for id, r := range src.View.Shared {
		s.records[id] = r.Record()
	}
	if b := s.records[src.ID]; b != nil {
		s.title = b.Str("title")
	}
	return s
}

func (s *source) get(typ, id string) *Record {
	if r := s.records[id]; r != nil && r.Type == typ && !r.Deleted {
		return r
	}
	return nil
}

func (s *source) of(typ string) (all []*Record) {
	for _, id := range sortedKeys(s.records) {
		if r := s.records[id]; r.Type == typ && !r.Deleted {
			all = append(all, r)
		}
	}
	return inOrder(all)
}

// Segment is who a board maps: its first persona's name; "" where nobody is named.
func (src Source) Segment() string {
	for _, p := range src.read().of("persona") {
		return strings.TrimSpace(p.Str("name"))
	}
	return ""
}

// MayGather says why boards cannot be combined; nil if they can (B-79).
func MayGather(sources []Source) *Error {
	if len(sources) == 0 || len(sources) > MaxGathered {
		return refuse(Limit, "boards", "One board is made of 1 to %d others.", MaxGathered)
	}
	first := sources[0].read()
	for i, src := range sources {
		s := src.read()
		b := s.get("board", src.ID)
		switch {
		case slices.ContainsFunc(sources[:i], func(o Source) bool { return o.ID == src.ID }):
			return refuse(BadValue, "boards", "“%s” is named twice.", s.title)
		case b == nil:
			return refuse(NotFound, "boards", "One of the boards is not there any more.")
		case b.Bool("rehearsal"):
			return refuse(Forbidden, "boards", "“%s” is a rehearsal: nothing on it is real.", s.title)
		case b.Str("output") == "relief":
			return refuse(Forbidden, "boards", "“%s” is the team's own: what was said there stays there.", s.title)
		case len(b.Strs("combines")) > 0:
			return refuse(Forbidden, "boards", "“%s” is made of other boards itself. Choose those.", s.title)
		case src.Segment() == "":
			return refuse(BadValue, "boards", "“%s” does not say who is mapped. Name its persona first.", s.title)
		case fold(src.Segment()) != fold(first.Segment()):
			return refuse(BadValue, "boards", "“%s” maps %s, and “%s” maps %s. Only boards about the same people make one map.", first.title, first.Segment(), s.title, src.Segment())
		case !s.rules().SeeAll:
			return refuse(InPhase, "boards", "“%s” hides its notes in this step. Combine it once they have been revealed.", s.title)
		}
	}
	return nil
}

func (s *source) rules() Rules {
	for _, session := range s.of("session") {
		return RulesOf(s.get("phase", session.Str("phase")))
	}
	return RulesOf(nil)
}

// note is one as it is gathered: its fields but place and theme, and the titles of those.
type gatheredNote struct {
	f           map[string]any
	zone, theme string
}

// notes are those that everybody on the source sees, by id.
func (s *source) notes() map[string]gatheredNote {
	all := map[string]gatheredNote{}
	for _, n := range s.of("note") {
		if n.Str("state") != "revealed" || inTray(n) {
			continue
		}
		g := gatheredNote{f: map[string]any{
			"text": n.Str("text"), "kind": n.Str("kind"), "side": n.Str("side"), "anon": false, "consent": Consent(n, s.member), "source": n.Get("source"),
			"emotion": n.Get("emotion"), "severity": n.Get("severity"), "whose": "", "customer": "",
			"from": map[string]any{"board": s.ID, "note": n.ID},
		}}
		if n.Str("confirmed") == "no" { // what they deny to have said is the team's
			g.f["side"] = "team"
		}
		switch v := VoiceOf(n, func(id string) *Record { return s.records[id] }); {
		case g.f["side"] != "customer" || n.Bool("anon"):
		case v.Hearsay: // they have not said that these are their words
			g.f["source"] = secondHand(n)
		default:
			g.f["whose"], g.f["customer"] = s.speaker(n)
			if v.Told {
				g.f["source"] = secondHand(n)
			}
		}
		if z := s.get("zone", n.Part("place", "zone")); z != nil {
			g.zone = z.Str("title")
		}
		if t := s.get("theme", n.Str("theme")); t != nil {
			g.theme = t.Str("name")
		}
		all[n.ID] = g
	}
	return all
}

// secondHand is the source of words that the team tells of somebody (B-79): it makes nothing surer elsewhere than here.
func secondHand(n *Record) map[string]any {
	source := map[string]any{}
	if was, ok := n.Get("source").(map[string]any); ok {
		maps.Copy(source, was)
	}
	source["type"] = "other"
	return source
}

// member finds one of the source.
func (s *source) member(id string) *Record { return s.get("member", id) }

// speaker is what a customer is called where nobody is named, and their company. Both are "" where nothing tells.
func (s *source) speaker(n *Record) (whose, company string) {
	company = n.Str("customer")
	id := n.By
	if b := n.Str("behalf"); b != "" {
		id = b
	}
	switch m := s.get("member", id); {
	case n.Str("whose") != "":
		whose = s.Alias(fold(n.Str("whose")))
	case m != nil:
		whose = m.Str("pseudonym")
		if company == "" {
			company = m.Str("customer")
		}
	case n.Str("voice") != "":
		whose = "voice " + n.Str("voice")
	}
	return whose, company
}

// Gather returns the ops that bring a board up to date with the boards it is made of, and how many notes they touch. What is
// there already is found by where it is from, so nothing comes twice. Place and theme are given once: they are the team's to
// change. A note that was deleted here stays so, unless it went because it was gone there and nobody had touched it.
func Gather(s *State, board string, sources []Source, newID func() string) ([]Op, Gathered, error) {
	g := gathering{s: s, newID: newID, zones: map[string]string{}, themes: map[string]string{}, last: map[string]string{}, here: map[[2]string]*Record{}}
	for _, z := range inOrder(s.Of("zone")) {
		if _, twice := g.zones[fold(z.Str("title"))]; !twice && z.Str("kind") != "column" {
			g.zones[fold(z.Str("title"))] = z.ID
		}
	}
	for _, t := range inOrder(s.Of("theme")) {
		g.themes[fold(t.Str("name"))] = t.ID
		g.lastTheme = max(g.lastTheme, t.Str("order"))
	}
	for _, n := range s.Records() {
		if n.Type == "note" && n.Part("from", "board") != "" {
			g.here[[2]string{n.Part("from", "board"), n.Part("from", "note")}] = n
		}
	}
	for _, n := range s.Of("note") {
		zone := n.Part("place", "zone")
		g.last[zone] = max(g.last[zone], n.Part("place", "order"))
	}
	kept := map[[2]string]bool{}
	for _, src := range sources {
		from := src.read()
		notes := from.notes()
		for _, r := range from.of("note") { // in the order of the source
			n, ok := notes[r.ID]
			if !ok {
				continue
			}
			key := [2]string{src.ID, r.ID}
			kept[key] = true
			if err := g.bring(key, n); err != nil {
				return nil, Gathered{}, fmt.Errorf("gather: %w", err)
			}
		}
	}
	for _, key := range sortedPairs(g.here) {
		if n := g.here[key]; !kept[key] && !n.Deleted && !n.Erased {
			g.ops = append(g.ops, Op{Kind: Del, ID: n.ID})
			g.done.Gone++
		}
	}
	return g.ops, g.done, nil
}

type gathering struct {
	s         *State
	newID     func() string
	zones     map[string]string // ids by title
	themes    map[string]string // ids by name
	last      map[string]string // the last order key of each zone
	lastTheme string
	here      map[[2]string]*Record // what was gathered before, by board and note
	ops       []Op
	done      Gathered
}

// bring adds a note, or makes the one that is here like it.
func (g *gathering) bring(key [2]string, n gatheredNote) error {
	old := g.here[key]
	if old == nil {
		return g.add(n)
	}
	if old.Erased || old.Deleted && old.EditedBy != "" { // erased while the source was read
		return nil
	}
	changed := false
	if old.Deleted {
		g.ops = append(g.ops, Op{Kind: Res, ID: old.ID})
		changed = true
	}
	set := map[string]any{}
	for name, v := range n.f {
		if name != "text" && !equal(old.Get(name), v) {
			set[name] = v
		}
	}
	if len(set) > 0 {
		g.ops = append(g.ops, Op{Kind: Set, ID: old.ID, F: set})
		changed = true
	}
	if now := n.f["text"].(string); now != old.Str("text") {
		g.ops = append(g.ops, Op{Kind: EditText, ID: old.ID, Field: "text", Edit: text.Diff(old.Str("text"), now)})
		changed = true
	}
	if changed {
		g.done.Changed++
	}
	return nil
}

func (g *gathering) add(n gatheredNote) error {
	zone := g.zones[fold(n.zone)] // "": the tray, for the team to sort
	at, err := order.Between(g.last[zone], "")
	if err != nil {
		return err
	}
	g.last[zone] = at
	n.f["place"] = map[string]any{"zone": zone, "order": at}
	theme, err := g.theme(n.theme)
	if err != nil {
		return err
	}
	n.f["theme"] = theme
	id := g.newID()
	g.ops = append(g.ops, Op{Kind: Put, ID: id, Rec: &Record{ID: id, Type: "note", F: n.f}})
	g.done.Added++
	return nil
}

// theme is the id of the theme with a name; it is made if it is not there and there is room for one.
func (g *gathering) theme(name string) (string, error) {
	if strings.TrimSpace(name) == "" {
		return "", nil
	}
	if id := g.themes[fold(name)]; id != "" {
		return id, nil
	}
	if len(g.s.types["theme"])+len(g.themes) >= typeOf("theme").Max {
		return "", nil
	}
	at, err := order.Between(g.lastTheme, "")
	if err != nil {
		return "", err
	}
	id := g.newID()
	g.themes[fold(name)], g.lastTheme = id, at
	g.ops = append(g.ops, Op{Kind: Put, ID: id, Rec: &Record{ID: id, Type: "theme", F: map[string]any{"name": name, "order": at}}})
	return id, nil
}

func sortedPairs(m map[[2]string]*Record) [][2]string {
	keys := make([][2]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b [2]string) int {
		if a[0] != b[0] {
			return strings.Compare(a[0], b[0])
		}
		return strings.Compare(a[1], b[1])
	})
	return keys
}
