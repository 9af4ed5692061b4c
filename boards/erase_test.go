package boards_test

import (
	"bytes"
	"context"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"feltboard/boards"
	"feltboard/boards/boardtest"
	"feltboard/boards/text"
)

// fold applies payloads, from the first on.
func fold(t *testing.T, payloads [][]byte) *boards.State {
	t.Helper()
	s := boards.NewState()
	for i, p := range payloads {
		e, err := boards.DecodeEntry(int64(i+1), p)
		if err != nil {
			t.Fatal(err)
		}
		s.Apply(e)
	}
	return s
}

// redacted is a journal without what it says is erased.
func redacted(t *testing.T, payloads [][]byte) [][]byte {
	t.Helper()
	var x boards.Erasures
	entries := make([]*boards.Entry, len(payloads))
	for i, p := range payloads {
		e, err := boards.DecodeEntry(int64(i+1), p)
		if err != nil {
			t.Fatal(err)
		}
		entries[i] = e
		x.Take(e)
	}
	out := slices.Clone(payloads)
	for i, e := range entries {
		if p, changed := x.Redact(e); changed {
			out[i] = p
		}
	}
	return out
}

// B-97: whatever people did and whatever was erased meanwhile, the redacted journal makes the very same board, entry for entry
// it is one, other people's notes are what they are, and redacting it again changes nothing.
func TestErasedJournalMakesTheSameBoard(t *testing.T) {
	forSeeds(t, 60, func(t *testing.T, rng *rand.Rand) {
		r := boardtest.NewRoom(rng)
		vs := viewers(r)
		erased := map[string]bool{}
		for step := range 150 {
			if step%30 == 29 {
				who := rng.IntN(len(r.Actors))
				c := boards.Contributor{Member: r.Actors[who].Member, Owners: []string{r.Actors[who].Owner}}
				ids := c.Everything(r.State)
				if rng.IntN(2) == 0 {
					ids = ids[:rng.IntN(len(ids)+1)]
				}
				ops := boards.EraseOps(r.State, ids)
				for len(ops) > 0 {
					n := min(len(ops), boards.MaxOps)
					before := make([]boards.View, len(vs))
					for i, v := range vs {
						before[i] = boards.Project(r.State, v)
					}
					c := r.System(ops[:n])
					for i, v := range vs { // B-31
						boards.Apply(before[i].Shared, c.Shared(v.Audience))
						boards.Apply(before[i].Own, c.Own(v))
						if got, want := encodeView(before[i]), encodeView(boards.Project(r.State, v)); got != want {
							t.Fatalf("viewer %d sees %s\nwant %s", i, got, want)
						}
					}
					ops = ops[n:]
				}
				for _, id := range ids {
					erased[id] = true
				}
				continue
			}
			a, ops := boardtest.WorkAs(rng, r.State, r.Actors[rng.IntN(len(r.Actors))])
			r.AskOn(a, max(0, r.State.Seq-int64(rng.IntN(20))), ops...) // also on texts as they were before
		}
		clean := redacted(t, r.Journal)
		got := fold(t, clean)
		if !bytes.Equal(got.Encode(), r.State.Encode()) {
			t.Fatalf("the redacted journal makes\n%s\nand not\n%s", got.Encode(), r.State.Encode())
		}
		for i, p := range redacted(t, clean) {
			if !bytes.Equal(p, clean[i]) {
				t.Fatalf("entry %d is redacted twice", i+1)
			}
		}
		for i := range clean { // a node that stands in the middle follows with what is left
			if i%37 == 0 {
				if !bytes.Equal(fold(t, slices.Concat(r.Journal[:i], clean[i:])).Encode(), r.State.Encode()) {
					t.Fatalf("from entry %d on it makes another board", i)
				}
			}
		}
		others := fold(t, r.Journal)
		for _, rec := range others.Records() {
			if now := got.Record(rec.ID); !erased[rec.ID] && rec.Str("text") != now.Str("text") {
				t.Fatalf("another's note reads %q and not %q", now.Str("text"), rec.Str("text"))
			}
		}
	})
}

const marker = "zq7MARKERzq7MARKERzq7MARKERzq7xx"

// A marker that somebody wrote in everything they may write is in no byte of what is left (B-95, B-97).
func TestErasedWordsAreNowhere(t *testing.T) {
	r := boardtest.NewRoom(rand.New(rand.NewPCG(5, 5)))
	client, host := r.Actors[3], r.Actors[0]
	rng := rand.New(rand.NewPCG(6, 6))
	ask := func(a boards.Actor, ops ...boards.Op) {
		t.Helper()
		if _, err := r.Ask(a, ops...); err != nil {
			t.Fatal(err)
		}
	}
	r.ToPhase(0)
	for i := range boardtest.Sorted(r.State, "phase") {
		r.ToPhase(i)
		if r.State.Rules().SeeAll {
			break
		}
	}
	ask(host, boards.Op{Kind: boards.Set, ID: r.State.Phase(), F: map[string]any{"comment": []any{"client"}}})
	note := boardtest.NoteOp(rng, r.State, boards.Client, "", false)
	ask(client, note)
	for i, c := range marker { // letter by letter
		ask(client, boards.Op{Kind: boards.EditText, ID: note.ID, Field: "text", Edit: text.New(text.Retain(i), text.Insert(string(c)))})
	}
	whole := boardtest.NoteOp(rng, r.State, boards.Client, marker, false)
	ask(client, whole)
	anonymous := client
	anonymous.Anon = true
	hidden := boardtest.NoteOp(rng, r.State, boards.Client, marker, true)
	ask(anonymous, hidden)
	other := boardtest.NoteOp(rng, r.State, boards.Team, "somebody else's", false)
	ask(r.Actors[1], other)
	ask(client, boards.Op{Kind: boards.Set, ID: client.Member, F: map[string]any{"name": marker}})
	put := func(a boards.Actor, typ string, f map[string]any) string {
		t.Helper()
		id := boardtest.ID(rng)
		ask(a, boards.Op{Kind: boards.Put, ID: id, Rec: &boards.Record{ID: id, Type: typ, F: f}})
		return id
	}
	comment := put(client, "comment", map[string]any{"on": other.ID, "text": marker})
	topic := put(client, "topic", map[string]any{"title": marker})
	insight := put(r.Actors[1], "insight", map[string]any{"evidence": []any{whole.ID}})
	verdict := put(client, "verdict", map[string]any{"on": insight, "says": "dispute", "why": marker})
	before, digest := r.State.Seq, r.State.Record(other.ID)

	c := boards.Contributor{Member: client.Member, Owners: []string{client.Owner}}
	change := r.System(boards.EraseOps(r.State, c.Everything(r.State)))
	clean := redacted(t, r.Journal)
	all := bytes.Join(clean, nil)
	if bytes.Contains(all, []byte(marker)) || bytes.Contains(r.State.Encode(), []byte(marker)) {
		t.Error("the marker is there still")
	}
	if fold(t, clean).Record(note.ID).Str("text") != "" {
		t.Error("letters are left")
	}
	if r.State.Seq != before+1 || r.State.Record(other.ID) != digest {
		t.Error("what others wrote was touched")
	}
	for _, id := range []string{note.ID, whole.ID, hidden.ID} {
		if n := r.State.Record(id); n.Str("state") != boards.Erased || n.Deleted {
			t.Errorf("a note that everybody saw is no tombstone: %+v", n)
		}
		if rec := boards.Project(r.State, boards.Viewer{Audience: boards.Client.Audience()}).Shared[id]; rec == nil || rec.F["state"] != boards.Erased {
			t.Errorf("others do not see a tombstone: %+v", rec)
		}
		if boards.IsEvidence(r.State.Record(id)) {
			t.Error("it is evidence")
		}
	}
	for _, id := range []string{comment, topic} {
		if boards.Project(r.State, boards.Viewer{Audience: boards.Host}).Shared[id] != nil {
			t.Error("a comment or topic shows without its words")
		}
	}
	if v := r.State.Record(verdict); v.Str("says") != "dispute" || v.Str("why") != "" || v.Deleted {
		t.Errorf("the verdict reads %+v", v)
	}
	if m := r.State.Record(client.Member); m.Str("name") != "" || m.Str("pseudonym") == "" || r.State.Role(client.Member) != boards.Client {
		t.Errorf("the member reads %+v", m)
	}
	for _, o := range change.Shared(boards.Host) {
		if o.Kind == boards.Put && strings.Contains(string(boards.EncodeViewOps([][]boards.Op{{o}})), marker) {
			t.Error("the frame tells it again")
		}
	}

	// Who edits it meanwhile, brings it back or names it is answered (B-98).
	for _, o := range []boards.Op{
		{Kind: boards.EditText, ID: whole.ID, Field: "text", Edit: text.New(text.Retain(3), text.Insert("more"))},
		{Kind: boards.Res, ID: whole.ID}, {Kind: boards.Del, ID: whole.ID},
		{Kind: boards.Set, ID: whole.ID, F: map[string]any{"whose": marker}},
	} {
		if _, err := r.AskOn(client, before, o); err == nil || err.Code != boards.NotFound {
			t.Errorf("%s on what is erased: %v", o.Kind, err)
		}
	}
	if _, err := r.Ask(client, boards.Op{Kind: boards.Erase, ID: other.ID}); err == nil {
		t.Error("a client erased a note by itself")
	}
	// An insight that it is evidence of can still be edited; the name can be given anew and stays then.
	ask(r.Actors[1], boards.Op{Kind: boards.Set, ID: insight, F: map[string]any{"evidence": []any{whole.ID}, "so": "x"}})
	ask(client, boards.Op{Kind: boards.Set, ID: client.Member, F: map[string]any{"name": "Back again"}})
	if fold(t, redacted(t, r.Journal)).Record(client.Member).Str("name") != "Back again" {
		t.Error("a name given later was erased with the one before")
	}
}

// B-95: what others could not see leaves nothing to see, also where a later phase shows all.
func TestErasedInPrivateIsNotRevealed(t *testing.T) {
	r := boardtest.NewRoom(rand.New(rand.NewPCG(7, 7)))
	phases := boardtest.Sorted(r.State, "phase")
	private, open := -1, -1
	for i := range phases {
		if rules := boards.RulesOf(phases[i]); !rules.SeeAll && private < 0 {
			private = i
		} else if rules.SeeAll && private >= 0 && open < 0 {
			open = i
		}
	}
	r.ToPhase(private)
	note := boardtest.NoteOp(rand.New(rand.NewPCG(8, 8)), r.State, boards.Client, "hush", false)
	if _, err := r.Ask(r.Actors[3], note); err != nil {
		t.Fatal(err)
	}
	change := r.System([]boards.Op{{Kind: boards.Erase, ID: note.ID}})
	for _, v := range viewers(r) {
		if v.Member != r.Actors[3].Member && len(change.Shared(v.Audience))+len(change.Own(v)) > 0 {
			t.Error("others are told that something private was erased")
		}
	}
	r.ToPhase(open)
	for _, v := range viewers(r) {
		view := boards.Project(r.State, v)
		if view.Shared[note.ID] != nil || view.Own[note.ID] != nil {
			t.Errorf("%v sees it", v.Audience)
		}
	}
}

// B-83: history shows nothing of it, neither its words nor that it was.
func TestHistoryTellsNothingErased(t *testing.T) {
	forSeeds(t, 6, func(t *testing.T, rng *rand.Rand) {
		r := boardtest.NewRoom(rng)
		session(r, rng, 80, func([]boards.View, *boards.Change) {})
		c := boards.Contributor{Member: r.Actors[4].Member, Owners: []string{r.Actors[4].Owner}}
		ids := c.Everything(r.State)
		for ops := boards.EraseOps(r.State, ids); len(ops) > 0; ops = ops[min(len(ops), boards.MaxOps):] {
			r.System(ops[:min(len(ops), boards.MaxOps)])
		}
		for name, payloads := range map[string][][]byte{"before": r.Journal, "after": redacted(t, r.Journal)} {
			chronicle := boards.NewChronicle()
			for i, p := range payloads {
				e, err := boards.DecodeEntry(int64(i+1), p)
				if err != nil {
					t.Fatal(err)
				}
				chronicle.Take(e)
			}
			past, err := chronicle.Tell(context.Background(), boards.Viewer{Member: r.Actors[0].Member, Audience: boards.Host})
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range past.Steps {
				for _, o := range s.Ops {
					if slices.Contains(ids, o.ID) && o.ID != c.Member && past.Start[o.ID] == nil {
						t.Fatalf("%s redacting, a step tells of what is erased: %+v", name, o)
					}
				}
			}
		}
	})
}

// B-96: what somebody wrote down of a customer is the customer's, and a note by one's owner key one's own.
func TestWhoseWordsAreErased(t *testing.T) {
	r := boardtest.NewRoom(rand.New(rand.NewPCG(9, 9)))
	for i := range boardtest.Sorted(r.State, "phase") {
		if r.ToPhase(i); r.State.Rules().SeeAll {
			break
		}
	}
	rng := rand.New(rand.NewPCG(10, 10))
	scribe, client := r.Actors[1], r.Actors[3]
	ask := func(a boards.Actor, change func(f map[string]any), role boards.Role) string {
		t.Helper()
		op := boardtest.NoteOp(rng, r.State, role, "words", a.Anon)
		change(op.Rec.F)
		if _, err := r.Ask(a, op); err != nil {
			t.Fatal(err)
		}
		return op.ID
	}
	own := ask(scribe, func(map[string]any) {}, boards.Team)
	for1 := ask(scribe, func(f map[string]any) { f["side"], f["kind"], f["behalf"] = "customer", "quote", client.Member }, boards.Team)
	heard := ask(scribe, func(f map[string]any) { f["side"], f["kind"], f["whose"] = "customer", "quote", "Ms Moreau" }, boards.Team)
	anon := client
	anon.Anon = true
	secret := ask(anon, func(map[string]any) {}, boards.Client)
	ids := func(c boards.Contributor) (out []string) {
		for _, n := range c.Notes(r.State) {
			out = append(out, n.ID)
		}
		return out
	}
	if got := ids(boards.Contributor{Member: scribe.Member}); !slices.Equal(got, []string{own}) {
		t.Errorf("a scribe's own are %v", got)
	}
	got := ids(boards.Contributor{Member: client.Member, Owners: []string{client.Owner}})
	if len(got) != 2 || !slices.Contains(got, for1) || !slices.Contains(got, secret) || slices.Contains(got, heard) {
		t.Errorf("a client's are %v", got)
	}
	if got := ids(boards.Contributor{Member: client.Member, Owners: []string{r.Actors[4].Owner}}); slices.Contains(got, secret) {
		t.Error("another's key gives an anonymous note away")
	}
}

// B-105: where authors are not named, no entry tells which notes and comments are one person's, and whose name goes with them.
func TestErasedWhereNobodyIsNamedJoinsNobody(t *testing.T) {
	rng := rand.New(rand.NewPCG(12, 12))
	r := boardtest.NewRoom(rng)
	for i := range boardtest.Sorted(r.State, "phase") {
		if r.ToPhase(i); r.State.Rules().SeeAll {
			break
		}
	}
	client := r.Actors[3]
	set := func(f map[string]any) {
		t.Helper()
		r.System([]boards.Op{{Kind: boards.Set, ID: r.State.Phase(), F: f}})
	}
	rules := maps.Clone(r.State.Record(r.State.Phase()).Get("rules").(map[string]any))
	rules["authors"] = "hidden"
	set(map[string]any{"rules": rules, "comment": []any{"client"}})
	var hidden []string
	for range 3 {
		op := boardtest.NoteOp(rng, r.State, boards.Client, "words", false)
		if _, err := r.Ask(client, op); err != nil {
			t.Fatal(err)
		}
		id := boardtest.ID(rng)
		comment := boards.Op{Kind: boards.Put, ID: id, Rec: &boards.Record{ID: id, Type: "comment", F: map[string]any{"on": op.ID, "text": "more"}}}
		if _, err := r.Ask(client, comment); err != nil {
			t.Fatal(err)
		}
		hidden = append(hidden, op.ID, id)
	}
	lots := boards.Lots(r.State, boards.Contributor{Member: client.Member}.Everything(r.State))
	found := 0
	for _, lot := range lots {
		for _, id := range lot {
			if slices.Contains(hidden, id) {
				if found++; len(lot) > 1 {
					t.Errorf("a %s that names nobody is in a lot of %d", r.State.Record(id).Type, len(lot))
				}
			}
		}
	}
	if found != len(hidden) {
		t.Errorf("%d of %d are erased", found, len(hidden))
	}
}

// B-105: what is said anonymously, or comes from another board, is in no lot with anything else, and nothing is in two.
func TestWithdrawnAndErasedInLotsThatJoinNobody(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 11))
	r := boardtest.NewRoom(rng)
	for i := range boardtest.Sorted(r.State, "phase") {
		if r.ToPhase(i); r.State.Rules().SeeAll {
			break
		}
	}
	signed, anon := r.Actors[3], r.Actors[3]
	anon.Anon = true
	for i := range boards.MaxOps + 9 {
		a := signed
		if i%50 == 0 {
			a = anon
		}
		if _, err := r.Ask(a, boardtest.NoteOp(rng, r.State, boards.Client, "words", a.Anon)); err != nil {
			t.Fatal(err)
		}
	}
	c := boards.Contributor{Member: signed.Member, Owners: []string{signed.Owner}}
	ids := c.Everything(r.State)
	lots := boards.Lots(r.State, append(ids, ids[0], "of nowhere"))
	var all []string
	for _, lot := range lots {
		all = append(all, lot...)
		if len(lot) == 0 || len(lot) > boards.MaxOps {
			t.Errorf("a lot of %d", len(lot))
		}
		for _, id := range lot {
			if rec := r.State.Record(id); rec.Owner != "" && len(lot) > 1 {
				t.Errorf("an anonymous %s is in a lot of %d", rec.Type, len(lot))
			}
		}
		r.System(boards.EraseOps(r.State, lot))
	}
	slices.Sort(ids)
	slices.Sort(all)
	if !slices.Equal(all, ids) || len(lots) < 3 {
		t.Errorf("%d lots hold %d of %d", len(lots), len(all), len(ids))
	}
}
