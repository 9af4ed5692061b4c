package boards_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"feltboard/boards"
	"feltboard/boards/boardtest"
)

// mayRead says by itself, not by the projection, whether a viewer may know of a record of a session at all.
func mayRead(s *boards.State, v boards.Viewer, r *boards.Record) bool {
	mine := r.By != "" && r.By == v.Member || r.Owner != "" && r.Owner == v.Owner
	see := s.Rules().SeeAll
	desk := v.Audience == boards.Host || v.Audience == boards.TeamRoom
	switch r.Type {
	case "answer":
		return mine
	case "ack":
		return mine || desk
	case "comment", "tension":
		return mine || see
	case "note":
		if r.Part("place", "zone") == "" {
			return mine || desk && (!r.Deleted || v.Audience == boards.Host)
		}
		switch r.Str("state") {
		case "revealed":
			return mine || see && (!r.Deleted || v.Audience == boards.Host)
		case "held":
			return mine || see && v.Audience == boards.Host
		}
		return mine
	}
	return true
}

// mayKnow says the same of who wrote a record, and under which letter.
func mayKnow(s *boards.State, v boards.Viewer, r *boards.Record) (author, letter bool) {
	if r.By != "" && r.By == v.Member || r.Owner != "" && r.Owner == v.Owner {
		return true, true
	}
	named := s.Rules().Authors == boards.Named
	switch r.Type {
	case "note":
		signed, hidden := r.Str("signed"), s.Rules().Authors == boards.Hidden || r.Bool("anon")
		author = named && signed == "named" && !hidden
		return author, !hidden && signed == "pseudonym"
	case "reaction", "ready", "answer", "ack":
		return false, false
	case "comment", "topic":
		return named && r.Str("signed") == "named", false
	case "member":
		return true, v.Audience == boards.Host || r.ID == v.Member
	}
	return true, true
}

// leakOf is the first thing in what a viewer was told that they may not know, or "". What tells may be a change or a view.
func leakOf(s *boards.State, v boards.Viewer, told []*boards.ViewRecord, ids []string) string {
	for _, id := range ids {
		if r := s.Record(id); r != nil && !mayRead(s, v, r) {
			return fmt.Sprintf("%s %s (%s) is named", r.Type, id, r.Str("state"))
		}
	}
	for _, t := range told {
		r := s.Record(t.ID)
		for _, row := range r.List("log") { // the team decides; what contributors open again is nobody's (B-76)
			if m := s.Record(row.(map[string]any)["by"].(string)); m != nil && m.Str("side") == "customer" {
				return fmt.Sprintf("%s %s tells which customer spoke", r.Type, t.ID)
			}
		}
		author, letter := mayKnow(s, v, r)
		if !author && (t.By != "" || t.At != 0) {
			return fmt.Sprintf("%s %s tells its author", r.Type, t.ID)
		}
		if _, told := t.F["voice"]; told && !letter {
			return fmt.Sprintf("%s %s tells the letter", r.Type, t.ID)
		}
		if _, told := t.F["anon"]; told && r.Type == "ack" && !author {
			return fmt.Sprintf("ack %s tells its lane", t.ID)
		}
		if told := t.F["customer"]; told != nil && r.Type == "note" && (!author || v.Audience != boards.Host && v.Audience != boards.TeamRoom) {
			return fmt.Sprintf("note %s tells whose company it is", t.ID)
		}
		desk := v.Audience == boards.Host || v.Audience == boards.TeamRoom
		if t.F["whose"] != nil && r.Type == "note" && r.Part("source", "type") != "in-session" && !desk {
			return fmt.Sprintf("note %s names somebody who was not there", t.ID)
		}
		if told := t.F["behalf"]; r.Type == "note" && told != nil && !author && told != v.Member {
			return fmt.Sprintf("note %s tells whose words it holds", t.ID)
		}
	}
	return ""
}

// watch lets people lead and take part at random, and returns the first leak in what somebody is told by a change, holds in
// their view, or gets at a resume. tell may plant one.
func watch(r *boardtest.Room, rng *rand.Rand, steps int, tell func(c *boards.Change, v boards.Viewer) []boards.Op) (leak string) {
	vs := viewers(r)
	r.System([]boards.Op{set(r.Board, map[string]any{"approve": rng.IntN(2) == 0})})
	session(r, rng, steps, func(_ []boards.View, c *boards.Change) {
		for i, v := range vs {
			v.Audience = r.State.Role(v.Member).Audience()
			ops := append(tell(c, v), c.Own(v)...)
			shared, own := r.State.Changed(v, touchedBy(c))
			view := boards.Project(r.State, v)
			for what, ops := range map[string][]boards.Op{"change": ops, "resume": append(shared, own...), "view": whole(view)} {
				var told []*boards.ViewRecord
				var ids []string
				for _, o := range ops {
					if o.View != nil {
						told = append(told, o.View)
					}
					if o.Kind != boards.Gone { // that it is gone is told where it was seen before
						ids = append(ids, o.ID)
					}
				}
				if found := leakOf(r.State, v, told, ids); found != "" && leak == "" {
					leak = fmt.Sprintf("entry %d, %s of viewer %d: %s", c.Entry.Seq, what, i, found)
				}
			}
			if n := len(ops); n > 0 && leak == "" && hiddenOnly(r.State, v, c) {
				leak = fmt.Sprintf("entry %d moves something that viewer %d sees: %v", c.Entry.Seq, i, ops)
			}
		}
	})
	return leak
}

// hiddenOnly says whether an entry did nothing but what a viewer may not know of, before it or after it.
func hiddenOnly(s *boards.State, v boards.Viewer, c *boards.Change) bool {
	for _, t := range c.Touched {
		if mayRead(s, v, t.After) || t.Before != nil && t.After.Type == "note" {
			return false
		}
	}
	return c.All == nil
}

func touchedBy(c *boards.Change) (ids []string) {
	for _, t := range c.Touched {
		ids = append(ids, t.After.ID)
	}
	return ids
}

func whole(view boards.View) (ops []boards.Op) {
	for _, part := range []map[string]*boards.ViewRecord{view.Shared, view.Own} {
		for id, r := range part {
			ops = append(ops, boards.Op{Kind: boards.Put, ID: id, View: r})
		}
	}
	return ops
}

// TestI7SessionsTellNobodyWhatTheirRulesHide: private, waiting and held notes, answers, authors and letters, under rules that
// change at random, in every byte the pure core hands out; and what is hidden moves nothing.
func TestI7SessionsTellNobodyWhatTheirRulesHide(t *testing.T) {
	forSeeds(t, 30, func(t *testing.T, rng *rand.Rand) {
		leak := watch(boardtest.NewRoom(rng), rng, 200, func(c *boards.Change, v boards.Viewer) []boards.Op { return c.Shared(v.Audience) })
		if leak != "" {
			t.Fatal(leak)
		}
	})
}

// Each way to break a rule is found.
func TestI7PlantedSessionLeaksAreFound(t *testing.T) {
	plants := map[string]func(r *boards.Record, a boards.Audience) *boards.ViewRecord{
		"answers reach the facilitator": func(r *boards.Record, a boards.Audience) *boards.ViewRecord {
			if r.Type == "answer" && a == boards.Host {
				return &boards.ViewRecord{ID: r.ID, Type: r.Type}
			}
			return nil
		},
		"waiting notes reach the team": func(r *boards.Record, a boards.Audience) *boards.ViewRecord {
			if r.Str("state") == "waiting" && a == boards.TeamRoom {
				return &boards.ViewRecord{ID: r.ID, Type: r.Type, F: r.F}
			}
			return nil
		},
		"held notes reach customers": func(r *boards.Record, a boards.Audience) *boards.ViewRecord {
			if r.Str("state") == "held" && a == boards.Customers {
				return &boards.ViewRecord{ID: r.ID, Type: r.Type, F: map[string]any{"text": r.Str("text")}}
			}
			return nil
		},
		"letters stand beside names": func(r *boards.Record, a boards.Audience) *boards.ViewRecord {
			if r.Type == "member" && a == boards.Customers {
				return &boards.ViewRecord{ID: r.ID, Type: r.Type, F: map[string]any{"voice": r.Str("voice")}}
			}
			return nil
		},
		"who says whether it helped is told": func(r *boards.Record, a boards.Audience) *boards.ViewRecord {
			if r.Type == "ack" && a == boards.TeamRoom && !r.Deleted {
				return &boards.ViewRecord{ID: r.ID, Type: r.Type, By: r.By}
			}
			return nil
		},
		"acks tell their lane": func(r *boards.Record, a boards.Audience) *boards.ViewRecord {
			if r.Type == "ack" && a == boards.Host && r.Bool("anon") {
				return &boards.ViewRecord{ID: r.ID, Type: r.Type, F: r.F}
			}
			return nil
		},
		"acks reach customers": func(r *boards.Record, a boards.Audience) *boards.ViewRecord {
			if r.Type == "ack" && a == boards.Customers {
				return &boards.ViewRecord{ID: r.ID, Type: r.Type}
			}
			return nil
		},
		"the tray reaches customers": func(r *boards.Record, a boards.Audience) *boards.ViewRecord {
			if r.Type == "note" && r.Part("place", "zone") == "" && a == boards.Customers {
				return &boards.ViewRecord{ID: r.ID, Type: r.Type}
			}
			return nil
		},
		"companies are told where authors are hidden": func(r *boards.Record, a boards.Audience) *boards.ViewRecord {
			if r.Type == "note" && r.Str("signed") == "hidden" && r.Str("customer") != "" && a == boards.TeamRoom {
				return &boards.ViewRecord{ID: r.ID, Type: r.Type, F: map[string]any{"customer": r.Str("customer")}}
			}
			return nil
		},
		"who wrote it is told": func(r *boards.Record, a boards.Audience) *boards.ViewRecord {
			if r.Type == "note" && r.Str("state") == "revealed" && r.Str("signed") == "hidden" {
				return &boards.ViewRecord{ID: r.ID, Type: r.Type, By: r.By}
			}
			return nil
		},
	}
	for name, plant := range plants {
		t.Run(name, func(t *testing.T) {
			for seed := uint64(1); seed <= 40; seed++ {
				rng := rand.New(rand.NewPCG(seed, 0))
				leak := watch(boardtest.NewRoom(rng), rng, 250, func(c *boards.Change, v boards.Viewer) []boards.Op {
					ops := c.Shared(v.Audience)
					for _, touch := range c.Touched {
						if view := plant(touch.After, v.Audience); view != nil {
							ops = append(ops, boards.Op{Kind: boards.Put, ID: view.ID, View: view})
						}
					}
					return ops
				})
				if leak != "" {
					return
				}
			}
			t.Fatal("the planted leak was not found")
		})
	}
}
