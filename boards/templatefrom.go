package boards

import (
	"cmp"
	"slices"
	"strconv"
)

// TemplateOf returns a board's zones and agenda as a template without an id: nothing that anybody wrote on it, answered or
// is called.
func TemplateOf(s *State, title string) Template {
	t := Template{Title: title}
	for _, b := range s.Of("board") {
		t.Level, t.Ground, t.Context, t.Output = b.Str("level"), b.Strs("ground"), b.Bool("context"), b.Str("output")
		t.Least = int(b.num("least"))
	}
	zones := inOrder(s.Of("zone"))
	areas := map[string]int{}
	for _, z := range zones {
		areas[z.Str("area")]++
	}
	name := map[string]string{} // of each zone, in the template
	for i, r := range zones {
		z := ZoneTemplate{Title: cmp.Or(r.Str("title"), "Zone "+strconv.Itoa(i+1)), Prompt: r.Str("prompt"), Area: r.Str("area"), Inferred: r.Bool("inferred"), Kind: r.Str("kind")}
		if name[r.ID] = z.Area; z.Area == "" || areas[z.Area] > 1 {
			z.Key = freeKey(areas, i)
			name[r.ID] = z.Key
		}
		t.Zones = append(t.Zones, z)
	}
	for i, r := range zones {
		if column := s.Record(r.Str("column")); column != nil && !column.Deleted && column.Str("kind") == "column" && r.Str("kind") != "column" {
			t.Zones[i].Column = name[column.ID]
		}
	}
	for i, r := range inOrder(s.Of("phase")) {
		p := phaseOf(r)
		p.Title = cmp.Or(p.Title, "Phase "+strconv.Itoa(i+1))
		for _, id := range r.Strs("zones") {
			if name[id] != "" {
				p.Zones = append(p.Zones, name[id])
			}
		}
		t.Minutes += p.Minutes
		t.Phases = append(t.Phases, p)
	}
	return t
}

// phaseOf is a phase as its facilitator made it, without what came of it.
func phaseOf(r *Record) PhaseTemplate {
	rules, _ := r.Get("rules").(map[string]any)
	p := PhaseTemplate{
		Title: r.Str("title"), Prompt: r.Str("prompt"), Minutes: int(r.num("minutes")), Rules: rules,
		Listen: rolesIn(r.Get("listen")), Comment: rolesIn(r.Get("comment")), First: r.Str("first"),
		Silent: r.Str("timeout") == "silent", Exit: r.Str("exit"), Output: r.Str("output"),
	}
	if ask := askOf(r); ask.Kind == "scale" {
		if p.Questions = r.Strs("questions"); len(p.Questions) > 0 {
			p.Ask = &ask
		}
	} else if ask.Kind != "" {
		p.Ask = &ask
	}
	return p
}

// freeKey returns a key that is no zone's area.
func freeKey(areas map[string]int, i int) string {
	key := "z" + strconv.Itoa(i+1)
	for areas[key] > 0 {
		key += "z"
	}
	return key
}

func inOrder(records []*Record) []*Record {
	slices.SortStableFunc(records, func(a, b *Record) int {
		return cmp.Or(cmp.Compare(a.Str("order"), b.Str("order")), cmp.Compare(a.ID, b.ID))
	})
	return records
}
