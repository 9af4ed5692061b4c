package export_test

import (
	"fmt"

	"feltboard/boards"
)

// The board of the tests: a ticket shop, four customers, two of the team.

const at = 1_795_255_200_000 // 2026-11-21 10:00 UTC

type fields = map[string]any

// shop makes views by hand, so that a test can hold what Admit would refuse.
type shop struct{ boards.View }

func newShop() shop {
	s := shop{boards.View{Shared: map[string]*boards.ViewRecord{}, Own: map[string]*boards.ViewRecord{}}}
	s.put("board", "board-7", fields{"title": "Ticket shop"})
	s.put("session", "session", fields{"phase": "phase"})
	s.phase("all", "named")
	s.put("zone", "says", fields{"title": "Says"})
	s.put("theme", "seats", fields{"name": "Seats are lost, while paying"})
	s.put("theme", "size", fields{"name": "Größe 👟 & Preis"})
	s.member("p1", "Rosalind Wirklich", "P1", "client", "quote")
	s.member("p2", "Bertram Echtname", "P2", "client", "paraphrase")
	s.member("p3", "Carla Stillschweig", "P3", "client", "room")
	s.member("p4", "Dorotea Verdad", "P4", "client", "quote")
	s.member("t1", "@anna-k", "T1", "facilitator", "quote")
	s.member("t2", "Ulrich Klarname", "T2", "team", "room")
	return s
}

func (s shop) phase(see, authors string) {
	s.put("phase", "phase", fields{"rules": fields{"see": see, "authors": authors}})
}

func (s shop) put(typ, id string, f fields) *boards.ViewRecord {
	r := &boards.ViewRecord{ID: id, Type: typ, F: f, By: "t1", At: at}
	s.Shared[id] = r
	return r
}

func (s shop) member(id, name, pseudonym, role, consent string) {
	f := fields{"name": name, "pseudonym": pseudonym, "role": role, "side": boards.Role(role).Side()}
	if consent != "room" {
		f["consent"] = consent
	}
	s.put("member", id, f)
}

// note puts a note of a member; "" is an anonymous customer.
func (s shop) note(id, by, kind, text string, more ...fields) *boards.ViewRecord {
	f := fields{"text": text, "side": "customer", "place": fields{"zone": "says", "order": ""}}
	if kind != "observation" {
		f["kind"] = kind
	}
	if by == "t1" || by == "t2" {
		f["side"] = "team"
	}
	for _, m := range more {
		for k, v := range m {
			f[k] = v
		}
	}
	r := s.put("note", id, f)
	if r.By = by; by == "" {
		r.At, f["anon"] = 0, true
	}
	return r
}

func (s shop) insight(id, statement string, evidence ...string) *boards.ViewRecord {
	return s.put("insight", id, fields{"statement": statement, "evidence": list(evidence...)})
}

func (s shop) action(id, title string, insights ...string) *boards.ViewRecord {
	return s.put("action", id, fields{"title": title, "insights": list(insights...)})
}

func (s shop) felt(note string, times int) {
	for i := range times {
		s.put("reaction", fmt.Sprintf("felt-%s-%d", note, i), fields{"note": note}).By = ""
	}
}

func list(ids ...string) []any {
	out := make([]any, len(ids))
	for i, id := range ids {
		out[i] = id
	}
	return out
}

func source(typ, ref, date string) fields {
	return fields{"source": fields{"type": typ, "ref": ref, "date": date}}
}

func criterion(given, when, then string, done bool) any {
	return fields{"given": given, "when": when, "then": then, "done": done}
}

// seatStory is the whole of it: an action with two insights, all kinds of consent and voice, and a plain second action.
func seatStory() shop {
	s := newShop()
	s.note("n1", "p1", "quote", "I lost my seats while typing the card number", fields{"theme": "seats"})
	s.note("n2", "p2", "observation", "PARAPHRASE-MARK started again three times", fields{"theme": "seats"})
	s.note("n3", "p3", "quote", "ROOM-MARK it was my son's birthday", fields{"theme": "size"})
	s.note("n4", "", "quote", "nobody told me the seats were gone", fields{"consent": "quote"})
	s.note("n5", "t1", "quote", "we bought them twice, to be sure", fields{"side": "customer", "behalf": "p4", "confirmed": "yes"}, source("interview", "ticket of dorotea@example.org", "2026-11-02"))
	s.note("n6", "t1", "assumption", "They think we do it on purpose")
	s.note("n7", "t2", "inference", "TEAM-ROOM-MARK")
	s.note("n8", "p4", "observation", "paid by phone and kept the seats")
	s.note("n9", "p1", "quote", "DELETED-MARK").Deleted = true
	s.felt("n1", 3)
	i := s.insight("ins-3", "Buyers lose their seats while paying, and then leave", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n9")
	i.F["need"] = fields{"user": "A first-time buyer", "verb": "keep the seats they picked", "because": "paying takes longer than the hold"}
	i.F["counter"] = list("n8")
	s.insight("ins-4", "Nobody knows how long they have")
	a := s.action("act-1", "Hold the seat while the buyer's paying", "ins-3", "ins-4")
	a.F["story"] = fields{"form": "job", "when": "I have picked seats and start to pay", "want": "them kept for me", "so": "pay without fear"}
	a.F["acceptance"] = []any{
		criterion("seats in the basket", "payment takes up to 5 min", "the seats are still held", false),
		criterion("", "", "a clock shows the time left", true),
		criterion("", "", "", true),
	}
	a.F["owner"], a.F["due"], a.F["priority"], a.F["status"] = "t1", "2026-12-01", "high", "in_progress"
	b := s.action("act-2", "Tell them why: a letter, by hand", "ins-4")
	b.F["type"], b.F["order"], b.F["owner"] = "communicate", "a0", "t2"
	s.action("act-3", "DELETED-ACTION-MARK", "ins-3").Deleted = true
	return s
}
