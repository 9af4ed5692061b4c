package failure

import (
	"slices"
	"strings"
	"testing"

	"feltboard/boards"
	"feltboard/realtime/journal"

	"github.com/google/uuid"
)

// told is a run without a fault: two clients make notes in turn, each is answered before the next is sent, and a third
// sees them come.
type told struct {
	record  *Record
	entries []*boards.Entry
	stream  *Stream
}

const oneBoard = "b"

func tell(notes int) *told {
	s := &told{record: NewRecord()}
	s.stream = s.record.Stream(oneBoard, "who looks on")
	s.stream.Base(nil)
	clients := []string{uuid.NewString(), uuid.NewString()}
	for i := range notes {
		m := Mutation{clients[i%2], int64(i/2 + 1)}
		note := put("note", nil)
		s.record.Asked(oneBoard, m, note.ID)
		s.record.Sent(m)
		s.entries = append(s.entries, &boards.Entry{Client: m.Client, N: m.N, Ops: []boards.Op{note}})
		s.record.Answered(m, "")
		s.stream.Note(note.ID)
	}
	return s
}

// check numbers the entries and hands them to the oracle.
func (s *told) check() Verdict {
	var history []journal.Entry
	for i, e := range s.entries {
		if e == nil {
			continue
		}
		history = append(history, journal.Entry{Pos: journal.Pos{Seq: int64(i + 1)}, Data: e.Encode()})
	}
	return s.record.Check(map[string][]journal.Entry{oneBoard: history})
}

func TestARunWithoutFaultPasses(t *testing.T) {
	if v := tell(20).check(); len(v.Problems) > 0 || v.Acked != 20 || v.Entries != 20 {
		t.Errorf("%+v", v)
	}
}

// An oracle that finds nothing proves nothing: each planted fault must be found, for what it is.
func TestTheOracleFindsPlantedFaults(t *testing.T) {
	for name, c := range map[string]struct {
		plant func(s *told)
		rule  string
	}{
		"lost":                {func(s *told) { s.entries = slices.Delete(s.entries, 9, 10) }, "(a)"},
		"the last one lost":   {func(s *told) { s.entries = s.entries[:19] }, "(a)"},
		"refused and there":   {func(s *told) { m := Mutation{s.entries[4].Client, s.entries[4].N}; s.record.asked[m].code = "phase" }, "(a)"},
		"doubled":             {func(s *told) { s.entries = append(s.entries, s.entries[7]) }, "(b)"},
		"nobody's":            {func(s *told) { s.entries = append(s.entries, &boards.Entry{Client: uuid.NewString(), N: 1}) }, "(b)"},
		"on another board":    {func(s *told) { s.record.asked[Mutation{s.entries[2].Client, s.entries[2].N}].board = "c" }, "(b)"},
		"a hole":              {func(s *told) { s.entries[5] = nil }, "(c)"},
		"two in turn":         {func(s *told) { s.entries[10], s.entries[11] = s.entries[11], s.entries[10] }, "(d)"},
		"one moved far":       {func(s *told) { s.entries[3], s.entries[18] = s.entries[18], s.entries[3] }, "(d)"},
		"a gap in a stream":   {func(s *told) { b := &s.stream.bases[0]; b.after = slices.Delete(b.after, 6, 7) }, "(e)"},
		"twice in a stream":   {func(s *told) { s.stream.Note(s.entries[19].Ops[0].ID) }, "(e)"},
		"a view with a hole":  {func(s *told) { s.stream.Base([]string{s.entries[0].Ops[0].ID, s.entries[2].Ops[0].ID}) }, "(e)"},
		"a note from nowhere": {func(s *told) { s.stream.Note(uuid.NewString()) }, "(e)"},
		"a client's order":    {func(s *told) { s.entries[10], s.entries[12] = s.entries[12], s.entries[10] }, "(g)"},
		"no answer":           {func(s *told) { s.record.asked[Mutation{s.entries[8].Client, s.entries[8].N}].answered = false }, "(h)"},
		"two answers":         {func(s *told) { s.record.Answered(Mutation{s.entries[8].Client, s.entries[8].N}, "phase") }, "was answered"},
	} {
		t.Run(name, func(t *testing.T) {
			s := tell(20)
			c.plant(s)
			v := s.check()
			if !slices.ContainsFunc(v.Problems, func(p string) bool { return strings.Contains(p, c.rule) }) {
				t.Errorf("not found as %s: %q", c.rule, v.Problems)
			}
		})
	}
}

func TestTheMiddleOfARunIsCheckedToo(t *testing.T) {
	s := tell(10)
	history := func(entries []*boards.Entry) map[string][]journal.Entry {
		var all []journal.Entry
		for i, e := range entries {
			all = append(all, journal.Entry{Pos: journal.Pos{Seq: int64(i + 1)}, Data: e.Encode()})
		}
		return map[string][]journal.Entry{oneBoard: all}
	}
	yes := s.record.Yes()
	if p := s.record.CheckYes(yes, history(s.entries)); len(p) > 0 {
		t.Error(p)
	}
	if p := s.record.CheckYes(yes, history(s.entries[:9])); len(p) != 1 {
		t.Errorf("one is lost: %q", p)
	}
	if p := s.record.CheckYes(yes, history(append(s.entries, s.entries[0]))); len(p) != 1 {
		t.Errorf("one is doubled: %q", p)
	}
}
