package export

import (
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"feltboard/boards"
)

// item is an action as it leaves: chosen, counted, and escaped where it goes into the body.
type item struct {
	number   int
	title    string
	front    frontMatter
	insights []section
	story    string
	standing []string // sentences on status and owner
	criteria []criterion
	duty     string // of the definition of done; "" is none
	left     tally
}

// section is one insight of an item.
type section struct {
	statement, need, link             string
	hidden                            bool // the running phase hides the notes
	blurred                           bool // it hides them or their authors, so confidence cannot be told
	weight                            *weight
	evidence, counterEvidence, others []string // bullets
}

type criterion struct {
	text string
	done bool
}

// handle is a name that is plainly meant as one.
var handle = regexp.MustCompile(`^@[A-Za-z0-9](?:[A-Za-z0-9-]{0,37}[A-Za-z0-9])?$`)

var types = map[string]scalar{"fix": "bug", "change": "enhancement", "experiment": "spike", "research": "spike", "communicate": "task"}

var taskStatus = map[string]scalar{
	"proposed": "To Do", "committed": "To Do", "reopened": "To Do", "in_progress": "In Progress", "done": "Done", "verified": "Done",
	"declined": "Declined", "parked": "Parked",
}

func (b *board) item(a *boards.Record, number int, o Options) *item {
	it := &item{number: number, title: clean(a.Str("title")), left: tally{}}
	if it.title == "" {
		it.title = "Untitled action"
	}
	all, labels, best, links := newWeight(), map[string]bool{}, 0, []scalar{}
	for _, id := range unique(a.Strs("insights")) {
		r := b.get("insight", id)
		if r == nil {
			it.left.note(PhaseHides, id, "insight")
			continue
		}
		if r.Deleted {
			it.left.note(Deleted, id, "insight")
			continue
		}
		s := b.section(r, all, labels, it.left)
		if s.link = o.permalink(b.id, "insight", id); s.link != "" {
			links = append(links, scalar(s.link))
		}
		best = max(best, s.weight.level())
		it.insights = append(it.insights, s)
	}
	if link := o.permalink(b.id, "action", a.ID); link != "" && len(links) == 0 {
		links = append(links, scalar(link))
	}

	it.front = frontMatter{
		ID: scalar(strings.ToUpper(string(o.As))), Title: scalar(it.title), Status: "Draft",
		Priority: scalar(a.Str("priority")), Type: types[a.Str("type")], References: links,
	}
	it.front.ID += scalar("-" + itoa(number))
	if o.As == Task {
		it.front.Status = taskStatus[a.Str("status")]
	}
	if a.At != 0 {
		it.front.CreatedDate = scalar(time.UnixMilli(a.At).UTC().Format("2006-01-02 15:04"))
	}
	if due := a.Str("due"); validDay(due) {
		it.front.DueDate = scalar(due)
	}
	it.front.Labels = []scalar{"insight"}
	if b.rules.SeeAll && b.rules.Authors == boards.Named {
		it.front.Labels = append(it.front.Labels, scalar("confidence-"+levels[best]))
	}
	it.front.Labels = append(it.front.Labels, scalar(a.Str("type")))
	for _, l := range slices.Sorted(maps.Keys(labels)) {
		it.front.Labels = append(it.front.Labels, scalar(l))
	}

	it.story = story(a)
	standing := "Status on the board: " + strings.ReplaceAll(a.Str("status"), "_", " ")
	if reason := escape(a.Str("reason")); reason != "" {
		standing += ", because: " + reason
	}
	it.standing = []string{stop(standing)}
	if owner := b.get("member", a.Str("owner")); owner != nil {
		who := pseudonym(owner)
		if name := owner.Str("name"); owner.Str("side") == "team" && escape(name) != "" {
			who = escape(name)
			if at := "@" + strings.TrimPrefix(name, "@"); handle.MatchString(at) {
				it.front.Assignee = []scalar{scalar(at)}
			}
		}
		if who != "" {
			it.standing = append(it.standing, stop("Owner: "+who))
		}
	}
	for _, e := range a.List("acceptance") {
		if c, ok := readCriterion(e); ok {
			it.criteria = append(it.criteria, c)
		}
	}
	switch n := all.contributors(); {
	case !b.rules.SeeAll:
		it.duty = "The contributors have been told what was done"
	case n == 1 && !all.blurred:
		it.duty = "The 1 contributor has been told what was done"
	case n > 0:
		it.duty = "The " + count(n, "contributor") + " have been told what was done"
		if all.blurred {
			it.duty = fmt.Sprintf("The contributors, at least %d, have been told what was done", n)
		}
	}
	return it
}

// section reads one insight, and adds its evidence to all and its themes to labels.
func (b *board) section(r *boards.Record, all *weight, labels map[string]bool, left tally) section {
	s := section{statement: escape(r.Str("statement")), need: need(r), weight: newWeight(), hidden: !b.rules.SeeAll, blurred: !b.rules.SeeAll || b.rules.Authors != boards.Named}
	if s.statement == "" {
		s.statement = "(not written yet)"
	}
	if s.hidden {
		left.note(PhaseHides, "", "note")
		return s
	}
	bullet := func(list *[]string, n *boards.Record, v voice) {
		if line, ok := b.bullet(n, v, left); ok {
			*list = append(*list, line)
			if t := b.get("theme", n.Str("theme")); t != nil && !t.Deleted {
				if l := label(t.Str("name")); l != "" {
					labels["theme-"+l] = true
				}
			}
		}
	}
	for _, n := range b.notes(r.Strs("counter"), left) {
		s.weight.counter = s.weight.counter || isEvidence(n)
		bullet(&s.counterEvidence, n, b.voice(n))
	}
	for _, n := range b.notes(r.Strs("evidence"), left) {
		v := b.voice(n)
		if !isEvidence(n) {
			bullet(&s.others, n, v)
			continue
		}
		s.weight.add(n, v)
		all.add(n, v)
		bullet(&s.evidence, n, v)
	}
	return s
}

// notes returns the notes of a list that are in the view and not deleted.
func (b *board) notes(ids []string, left tally) (out []*boards.Record) {
	for _, id := range unique(ids) {
		switch n := b.get("note", id); {
		case n == nil:
			left.note(PhaseHides, id, "note")
		case n.Deleted:
			left.note(Deleted, id, "note")
		default:
			out = append(out, n)
		}
	}
	return out
}

func (w *weight) add(n *boards.Record, v voice) {
	w.notes++
	w.sources[n.Part("source", "type")] = true
	switch {
	case v.hearsay:
		w.blurred = true
	case v.letter != "":
		w.letters[v.letter] = true
	case v.company != "":
		w.customers["company: "+v.company] = true
		w.persons[v.person] = true
	case v.person != "":
		w.customers[v.person] = true
		w.persons[v.person] = true
	default:
		w.blurred = true
	}
	w.blurred = w.blurred || len(w.letters) > 0 && len(w.persons) > 0
	told := n.Str("whose") != "" && n.Str("behalf") == "" && (n.Part("source", "type") == "in-session" || n.Part("source", "type") == "other")
	w.firstHand = w.firstHand || !told && !v.hearsay
}

// bullet renders a note as far as consent goes; ok is false if it does not go outside at all.
func (b *board) bullet(n *boards.Record, v voice, left tally) (line string, ok bool) {
	kind := n.Str("kind")
	what := "note"
	if kind == "quote" {
		what = "quote"
	}
	switch {
	case v.dark && n.Str("consent") != "room":
		left.note(PhaseHides, n.ID, what) // the author at least, and with them a consent that only they hold
	case v.consent == "room":
		left.note(ConsentRoom, n.ID, what)
	}
	if v.consent == "room" {
		return "", false
	}
	if kind == "assumption" {
		kind = "*assumption*"
	}
	parts := []string{v.name}
	if !n.Bool("anon") && n.Str("behalf") != "" {
		parts[0] += ", written down by the team"
	}
	parts = append(parts, kind)
	if src := n.Part("source", "type"); src != "in-session" {
		parts = append(parts, strings.ReplaceAll(src, "-", " "))
	}
	if d := day(n); d != "" {
		parts = append(parts, d)
	}
	switch {
	case v.consent == "quote":
		parts = append(parts, quoted(n.Str("text")))
	case v.known:
		parts = append(parts, "(paraphrase only: ask "+v.name+")")
	default:
		parts = append(parts, "(paraphrase only)")
	}
	if v.consent == "paraphrase" {
		left.note(ConsentParaphrase, n.ID, what)
	}
	if clean(n.Part("source", "ref")) != "" {
		left.note(SourceReference, n.ID, "source reference")
	}
	if felt := b.felt[n.ID]; felt > 0 {
		parts = append(parts, "felt by "+itoa(felt)+" of "+count(max(felt, b.people), "customer"))
	}
	return strings.Join(parts, " · "), true
}

func need(r *boards.Record) string {
	user, verb, because := escape(r.Part("need", "user")), escape(r.Part("need", "verb")), escape(r.Part("need", "because"))
	if user+verb+because == "" {
		return ""
	}
	if user == "" {
		user = "The customer"
	}
	if verb == "" {
		verb = "…"
	}
	s := user + " needs a way to " + verb
	if because != "" {
		s += " because " + because
	}
	return stop(s)
}

func story(a *boards.Record) string {
	form := a.Part("story", "form")
	when, want, so := escape(a.Part("story", "when")), escape(a.Part("story", "want")), escape(a.Part("story", "so"))
	if form == "none" || when+want+so == "" {
		return ""
	}
	before, after := "When ", "so I can "
	if form == "user" {
		before, after = "As a ", "so that "
	}
	var parts []string
	if when != "" {
		parts = append(parts, before+when)
	}
	if want != "" {
		parts = append(parts, "I want "+want)
	}
	if so != "" {
		parts = append(parts, after+so)
	}
	return stop(strings.Join(parts, ", "))
}

func readCriterion(v any) (criterion, bool) {
	m, _ := v.(map[string]any)
	str := func(name string) string { s, _ := m[name].(string); return escape(s) }
	var parts []string
	for _, p := range []struct{ word, text string }{{"Given ", str("given")}, {"When ", str("when")}, {"Then ", str("then")}} {
		if p.text != "" {
			parts = append(parts, p.word+p.text)
		}
	}
	done, _ := m["done"].(bool)
	return criterion{text: strings.Join(parts, ", "), done: done}, len(parts) > 0
}

func (o Options) permalink(board, kind, id string) string {
	if o.BaseURL == "" {
		return ""
	}
	return o.BaseURL + "/b/" + url.PathEscape(board) + "#" + kind + "-" + url.PathEscape(id)
}

func unique(ids []string) []string {
	seen := map[string]bool{}
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		was := seen[id]
		seen[id] = true
		return was
	})
}
