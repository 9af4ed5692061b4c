package boards

// MayCopy says why a board's notes cannot be taken along to another; nil if they can (B-86).
func MayCopy(src Source) *Error {
	s := src.read()
	b := s.get("board", src.ID)
	switch {
	case b == nil:
		return refuse(NotFound, "", "The board is not there any more.")
	case b.Bool("rehearsal"):
		return refuse(Forbidden, "notes", "This is a rehearsal: its notes are not real. Duplicate it without them.")
	case b.Str("output") == "relief":
		return refuse(Forbidden, "notes", "What was said here stays here. Duplicate it without the notes.")
	case len(b.Strs("combines")) > 0:
		return refuse(Forbidden, "notes", "These notes were gathered from other boards. Duplicate it without them, or gather those boards again.")
	case !s.rules().SeeAll:
		return refuse(InPhase, "notes", "This step hides the notes. Duplicate the board once they have been revealed, or without them.")
	}
	return nil
}

// Copy returns the ops that bring a board's notes to its duplicate s, by the rules of gathering, each to the zone and the
// place it has. The zones of s are those of the source, in the same order.
func Copy(s *State, board string, src Source, newID func() string) ([]Op, error) {
	ops, _, err := Gather(s, board, []Source{src}, newID)
	if err != nil {
		return nil, err
	}
	from, here := src.read(), inOrder(s.Of("zone"))
	zones := map[string]string{}
	for i, z := range from.of("zone") {
		if i < len(here) {
			zones[z.ID] = here[i].ID
		}
	}
	for _, o := range ops {
		if o.Rec == nil || o.Rec.Type != "note" {
			continue
		}
		note := from.get("note", o.Rec.Part("from", "note"))
		if zone := zones[note.Part("place", "zone")]; zone != "" {
			o.Rec.F["place"] = map[string]any{"zone": zone, "order": note.Part("place", "order")}
		}
	}
	return ops, nil
}

// Blank returns the ops that make a new board like s, whose template is t, with nothing that anybody wrote on it and nobody
// there. Besides what a template holds it has the goal, the language, what its personas are called and whether notes are held for
// approval.
func Blank(s *State, old string, t Template, id, title string, newID func() string) []Op {
	b := s.Record(old)
	info := BoardInfo{ID: id, Title: title, Goal: b.Str("goal"), Lang: b.Str("lang"), Runs: b.Str("runs"), Use: b.Str("use"), Anon: b.Bool("anon")}
	personas := s.Of("persona")
	if len(personas) > 0 {
		info.Persona = personas[0].Str("name")
	}
	ops := t.Ops(info, newID)
	for _, p := range personas[min(1, len(personas)):] {
		ops = append(ops, Op{Kind: Put, ID: newID(), Rec: &Record{Type: "persona", F: map[string]any{"name": p.Str("name")}}})
		ops[len(ops)-1].Rec.ID = ops[len(ops)-1].ID
	}
	if b.Bool("approve") {
		ops = append(ops, Op{Kind: Set, ID: id, F: map[string]any{"approve": true}})
	}
	return ops
}
