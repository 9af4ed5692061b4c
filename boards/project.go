package boards

import "slices"

// Viewer is somebody who looks at a board.
type Viewer struct {
	Member   string
	Owner    string // OwnerKey of their secret, or ""
	Audience Audience
}

// ViewRecord is a record as one viewer sees it.
type ViewRecord struct {
	ID, Type string
	F        map[string]any
	By       string // "" where the author is hidden or anonymous
	At       int64  // 0 with By
	Mine     bool   // in own records: the viewer wrote it
	Deleted  bool   // shown to who may restore it
	As       As     // of a deleted one
}

func (r *ViewRecord) encode() map[string]any {
	m := map[string]any{"id": r.ID, "type": r.Type, "f": orEmpty(r.F)}
	putStr(m, "by", r.By)
	putInt(m, "at", r.At)
	if r.Mine {
		m["mine"] = true
	}
	if r.Deleted {
		m["del"] = true
	}
	putStr(m, "as", string(r.As))
	return m
}

// The two functions below define who may see what; there is no other place (invariant 7). They look at one record and the
// rules alone, so that the change of one record is the change of one view record.

// shared is the record as everybody of one audience sees it, or nil.
func (r Rules) shared(a Audience, rec *Record) *ViewRecord {
	if a == 0 || rec.Deleted && (a != Host || unlisted[rec.Type] || rec.As == Undone || rec.Erased) {
		return nil
	}
	v := &ViewRecord{ID: rec.ID, Type: rec.Type, F: rec.F, By: rec.By, At: rec.At, Deleted: rec.Deleted, As: rec.As}
	switch rec.Type {
	case "note":
		tray, desk := inTray(rec), a&(Host|TeamRoom) != 0
		if !r.SeeAll && !tray || tray && !desk || !(rec.Str("state") == "revealed" || rec.Str("state") == Erased || rec.Str("state") == "held" && a == Host) {
			return nil
		}
		if !desk {
			v.F = without(v.F, "from")
			if imported(rec) {
				v.F = without(v.F, "whose") // they were not in the room, and nobody has asked them
			}
		}
		if open := r.Of(rec); open != Named {
			v.By, v.At = "", 0
			v.F = without(v.F, "behalf", "whose", "customer") // whose words they are says as much as who wrote them down
			if open != Pseudonym {
				v.F = without(v.F, "voice")
			}
		} else {
			v.F = without(v.F, "voice") // beside a name it would name all that was written under the letter
		}
		if rec.takenBack() {
			v.F = only(v.F, "place", "side", "anon", "state") // that it was, and no word of it (B-87)
		}
	case "answer":
		return nil
	case "reaction":
		if !r.SeeAll {
			return nil
		}
		v.By, v.At = "", 0 // a stitch is counted, not signed
	case "ready":
		v.By, v.At = "", 0
	case "comment":
		if !r.SeeAll {
			return nil
		}
		r.sign(v, rec)
	case "topic":
		r.sign(v, rec)
	case "session":
		if !r.SeeAll {
			v.F = without(v.F, "spotlight", "summon")
		}
	case "tension":
		if !r.SeeAll {
			return nil
		}
	case "ack":
		if a&(Host|TeamRoom) == 0 {
			return nil
		}
		v.By, v.At = "", 0
		v.F = without(v.F, "anon") // which lane they came in would tell who wrote anonymously
	case "insight":
		if !r.SeeAll {
			v.F = without(v.F, "evidence", "counter")
		}
	case "action":
		if !r.SeeAll {
			v.F = without(v.F, "notes")
		}
	case "member":
		if Role(rec.Str("role")) == NoRole && a != Host {
			return nil
		}
	}
	for name := range v.F {
		if f := fieldOf(rec.Type, name); f != nil && f.Only != 0 && f.Only&a == 0 {
			v.F = without(v.F, name)
		}
	}
	return v
}

// unlisted types are gone for everybody but their author when they are deleted: there is nothing to restore.
var unlisted = map[string]bool{"reaction": true, "member": true, "ready": true, "hand": true, "topic": true, "comment": true, "verdict": true, "ack": true}

// sign leaves the author's name where the phase shows names, and did when it was written (B-55). Such records have no
// letter: beside a note's they would be one more thing to compare.
func (r Rules) sign(v *ViewRecord, rec *Record) {
	if min(r.Authors, openness(rec.Str("signed"))) != Named {
		v.By, v.At = "", 0
	}
}

// own is the record as its author sees it where that is more than everybody sees, or nil.
func (r Rules) own(v Viewer, rec *Record) *ViewRecord {
	if v.Audience == 0 || rec.Erased && rec.Deleted {
		return nil
	}
	mine := rec.By != "" && rec.By == v.Member || rec.Owner != "" && rec.Owner == v.Owner
	switch rec.Type {
	case "member":
		if rec.ID != v.Member || rec.Deleted || v.Audience == Host {
			return nil
		}
	case "note", "ready", "hand", "comment", "topic", "verdict":
		if !mine {
			return r.spoken(v, rec)
		}
		if s := r.shared(v.Audience, rec); s != nil && s.By != "" && !rec.takenBack() {
			return nil
		}
	case "answer", "ack":
		if !mine {
			return nil
		}
	case "reaction":
		if !mine || !r.SeeAll {
			return nil
		}
	default:
		return nil
	}
	return &ViewRecord{ID: rec.ID, Type: rec.Type, F: rec.F, By: rec.By, At: rec.At, Mine: true, Deleted: rec.Deleted, As: rec.As}
}

// Parties are those whose own part may hold the record, besides a member's own record: who made it, as a member or by their
// owner key, and whose words it holds.
func (r *Record) Parties() []string {
	var out []string
	for _, who := range []string{r.By, r.Owner, r.behalf()} {
		if who != "" && !slices.Contains(out, who) {
			out = append(out, who)
		}
	}
	return out
}

func (r *Record) behalf() string {
	if r.Type != "note" {
		return ""
	}
	return r.Str("behalf")
}

// spoken is a note as the person sees it whose words it holds, where others are not told whose they are; else nil.
func (r Rules) spoken(v Viewer, rec *Record) *ViewRecord {
	if rec.Type != "note" || v.Member == "" || rec.Str("behalf") != v.Member {
		return nil
	}
	shared := r.shared(v.Audience, rec)
	if shared == nil || r.Of(rec) == Named {
		return nil
	}
	shared.F = without(shared.F) // a copy
	shared.F["behalf"] = rec.Str("behalf")
	return shared
}

func only(f map[string]any, names ...string) map[string]any {
	out := make(map[string]any, len(names))
	for _, n := range names {
		if v, ok := f[n]; ok {
			out[n] = v
		}
	}
	return out
}

func without(f map[string]any, names ...string) map[string]any {
	out := make(map[string]any, len(f))
next:
	for k, v := range f {
		for _, n := range names {
			if k == n {
				continue next
			}
		}
		out[k] = v
	}
	return out
}

// View is what one viewer sees of a board. Own shadows Shared.
type View struct {
	Shared, Own map[string]*ViewRecord
}

// Project defines what a viewer sees. What a viewer is told of an entry is, by definition, the difference of the
// projections before and after it; Change.Shared and Change.Own compute that without projecting the board.
func Project(s *State, v Viewer) View {
	view := View{Shared: map[string]*ViewRecord{}, Own: map[string]*ViewRecord{}}
	for id, rec := range s.records {
		if r := s.rules.shared(v.Audience, rec); r != nil {
			view.Shared[id] = r
		}
		if r := s.rules.own(v, rec); r != nil {
			view.Own[id] = r
		}
	}
	return view
}
