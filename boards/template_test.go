package boards_test

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"feltboard/boards"
	"feltboard/boards/boardtest"
	"feltboard/boards/fixture"
)

// newBoard is a board made of a template, as the server makes it.
func newBoard(t *testing.T, tmpl boards.Template, info boards.BoardInfo) *boards.State {
	t.Helper()
	rng := rand.New(rand.NewPCG(7, 7))
	info.ID = boardtest.ID(rng)
	s := boards.NewState()
	e, err := boards.Admit(s, boards.Env{Now: 1_700_000_000_000}, boards.Actor{System: true}, boards.Mutation{Ops: tmpl.Ops(info, func() string { return boardtest.ID(rng) })})
	if err != nil {
		t.Fatalf("%s: %v", tmpl.ID, err)
	}
	s.Apply(e)
	return s
}

func TestEveryTemplateMakesABoard(t *testing.T) {
	ids := map[string]bool{}
	for _, tmpl := range boards.Templates {
		if ids[tmpl.ID] || tmpl.ID == "" || tmpl.UseWhen == "" || tmpl.Credit == "" {
			t.Errorf("%s is doubled, or says too little of itself", tmpl.ID)
		}
		ids[tmpl.ID] = true
		s := newBoard(t, tmpl, boards.BoardInfo{Title: "A board"})
		if len(s.Of("zone")) != len(tmpl.Zones) || len(s.Of("phase")) != len(tmpl.Phases) {
			t.Errorf("%s: %d zones, %d phases", tmpl.ID, len(s.Of("zone")), len(s.Of("phase")))
		}
		if first := boardtest.Sorted(s, "phase")[0]; s.Phase() != first.ID || first.Str("title") != tmpl.Phases[0].Title {
			t.Errorf("%s does not begin with its first phase", tmpl.ID)
		}
	}
}

func TestTheTemplatesKeepToTheMethod(t *testing.T) {
	for i, tmpl := range boards.Templates {
		minutes := 0
		for _, p := range tmpl.Phases {
			minutes += p.Minutes
			rules := boards.RulesOf(&boards.Record{Type: "phase", F: map[string]any{"rules": p.Rules}})
			if (!rules.SeeAll || rules.Authors != boards.Named) && rules.Cursors {
				t.Errorf("%s, %s: who is at work would tell who wrote", tmpl.ID, p.Title)
			}
			if p.Ask != nil && rules.Cursors && p.Ask.Kind != "dots" {
				t.Errorf("%s, %s: who is at work would tell who answers", tmpl.ID, p.Title)
			}
			if len(p.Prompt) == 0 || len(p.Exit) == 0 {
				t.Errorf("%s, %s: no prompt, or no sign that it is done", tmpl.ID, p.Title)
			}
			if tmpl.TeamOnly && (slices.Contains(rules.Write, boards.Client) || p.Ask != nil && slices.Contains(p.Ask.Roles, boards.Client)) {
				t.Errorf("%s, %s is for the team alone", tmpl.ID, p.Title)
			}
		}
		if minutes > tmpl.Minutes+3 || minutes < tmpl.Minutes-3 {
			t.Errorf("%s takes %d minutes, not %d", tmpl.ID, minutes, tmpl.Minutes)
		}
		if front := i < 3; front != tmpl.Front {
			t.Errorf("%s is in front: %v", tmpl.ID, tmpl.Front)
		}
	}
	for _, id := range []string{"empathy-map", "empathy-map-canvas"} {
		if got := titles(id); got != "Write Reveal Sort Choose Commit" {
			t.Errorf("%s: %s", id, got)
		}
	}
	if pulse, _ := boards.TemplateByID("team-pulse"); !pulse.TeamOnly || pulse.Least != 5 || len(pulse.Phases[0].Questions) != 3 {
		t.Errorf("the pulse: %+v", pulse)
	}
}

// METHOD §2.2
func TestASessionThatAClientLeads(t *testing.T) {
	tmpl, _ := boards.TemplateByID("client-session")
	if got := titles(tmpl.ID); strings.Index(got, "Read-back") > strings.Index(got, "Commitments") {
		t.Errorf("nobody reads back before the team commits: %s", got)
	}
	scales := 0
	for _, p := range tmpl.Phases {
		rules := boards.RulesOf(&boards.Record{Type: "phase", F: map[string]any{"rules": p.Rules}})
		if slices.Contains(rules.Write, boards.Facilitator) || p.Ask != nil && slices.Contains(p.Ask.Roles, boards.Facilitator) {
			t.Errorf("%s: the facilitator is not neutral", p.Title)
		}
		if p.Ask != nil && p.Ask.Kind == "scale" {
			scales++
		}
		if p.Title == "Customer stories" && (!slices.Equal(rules.Write, []boards.Role{boards.Client}) || !slices.Contains(p.Listen, boards.Team)) {
			t.Errorf("the team does not listen: %+v", p)
		}
		if !rules.SeeAll && p.Title == "Private writing" && rules.Authors != boards.Pseudonym {
			t.Errorf("what is promised to who writes: %v", rules.Authors)
		}
	}
	if scales != 2 {
		t.Errorf("%d energy checks", scales)
	}
}

func TestAGridsCellsKnowTheirColumns(t *testing.T) {
	tmpl, _ := boards.TemplateByID("customer-journey")
	s := newBoard(t, tmpl, boards.BoardInfo{})
	columns := map[string]int{}
	for _, z := range s.Of("zone") {
		if z.Str("kind") == "column" {
			columns[z.ID] += 0
			continue
		}
		columns[z.Str("column")]++
	}
	if len(columns) != 6 {
		t.Errorf("columns: %v", columns)
	}
	for id, n := range columns {
		if n != 5 {
			t.Errorf("column %s has %d cells", id, n)
		}
	}
	for _, p := range s.Of("phase") {
		if p.Str("title") == "Opportunities" && len(p.Strs("zones")) != 6 {
			t.Errorf("a row of a phase has %d zones", len(p.Strs("zones")))
		}
	}
}

func TestWhatIsSaidOfABoardStandsThere(t *testing.T) {
	s := newBoard(t, boards.Templates[0], boards.BoardInfo{Title: "Second", Previous: "b", Rehearsal: true, Starts: 1_800_000_000_000, Lang: "de"})
	b, session := s.Of("board")[0], s.Of("session")[0]
	starts, _ := session.Int("starts")
	if b.Str("previous") != "b" || !b.Bool("rehearsal") || b.Str("lang") != "de" || b.Str("level") != "involve" || len(b.Strs("ground")) == 0 || session.Str("state") != "planned" || starts != 1_800_000_000_000 {
		t.Errorf("%+v %+v", b, session)
	}
}

func TestThePlainTemplateIsWrittenAsTemplatesAre(t *testing.T) {
	if got := boards.FormatTemplate(boardtest.Plain()); !bytes.Equal(got, fixture.Plain) {
		t.Errorf("it would be written\n%s", got)
	}
}

func tmplByID(id string) boards.Template {
	t, _ := boards.TemplateByID(id)
	return t
}

func titles(id string) string {
	var all []string
	for _, p := range tmplByID(id).Phases {
		all = append(all, p.Title)
	}
	return strings.Join(all, " ")
}
