package intake

import (
	"slices"
	"strings"
	"unicode"
)

// Fields are what a column may hold.
var Fields = []string{"text", "whose", "customer", "source", "ref", "date", "zone", "kind", "consent"}

const (
	answer = "answer"
	skip   = "skip"
)

// headers are the names that columns of a field have, in English, German and Spanish.
var headers = map[string][]string{
	"text": {"text", "note", "notes", "answer", "comment", "comments", "feedback", "quote", "message", "description", "words", "statement", "verbatim", "body",
		"notiz", "notizen", "antwort", "kommentar", "rückmeldung", "zitat", "nachricht", "beschreibung", "aussage",
		"nota", "notas", "respuesta", "comentario", "comentarios", "cita", "mensaje", "descripción", "texto"},
	"whose": {"whose", "who", "name", "person", "author", "contact", "participant", "respondent", "speaker", "user", "requester",
		"wer", "wessen", "autor", "kontakt", "teilnehmer", "teilnehmerin", "ansprechpartner", "absender",
		"quién", "quien", "nombre", "persona", "contacto", "participante", "de quién"},
	"customer": {"customer", "company", "account", "organisation", "organization", "client", "org",
		"kunde", "firma", "unternehmen", "konto", "kundin", "organisation",
		"cliente", "empresa", "cuenta", "compañía", "organización"},
	"source": {"source", "source.type", "type of source", "channel", "quelle", "kanal", "fuente", "canal", "origen"},
	"ref": {"ref", "source.ref", "reference", "ticket", "ticket id", "id", "issue", "case", "link", "url", "key", "number",
		"referenz", "vorgang", "nummer", "fall", "verweis", "referencia", "caso", "número", "enlace"},
	"date": {"date", "source.date", "day", "created", "created at", "created_at", "timestamp", "submitted", "submitted at", "when",
		"datum", "tag", "erstellt", "erstellt am", "zeitstempel", "wann", "fecha", "día", "creado", "marca temporal", "cuándo"},
	"zone":    {"zone", "area", "quadrant", "section", "category", "bereich", "feld", "kategorie", "zona", "área", "cuadrante", "sección", "categoría"},
	"kind":    {"kind", "type", "type of note", "art", "notizart", "tipo", "clase"},
	"consent": {"consent", "may be quoted", "quotable", "permission", "einwilligung", "zustimmung", "erlaubnis", "consentimiento", "permiso"},
}

var fieldOf = func() map[string]string {
	m := map[string]string{}
	for field, names := range headers {
		for _, name := range names {
			m[name] = field
		}
	}
	return m
}()

// meaning tells a column by its header; "" where nobody knows.
func meaning(header string) (is, zone string) {
	name := fold(header)
	if is := fieldOf[name]; is != "" {
		return is, ""
	}
	if strings.HasSuffix(name, "?") {
		return answer, ""
	}
	return "", ""
}

// fold makes equal what people call the same.
func fold(s string) string {
	s = strings.Join(strings.Fields(strings.ToLower(s)), " ")
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == ':' || r == '*' })
}

// columns says what each column of a table holds. Of two with the same field the first counts.
func (b *builder) columns(t table) []Column {
	all := make([]Column, len(t.head))
	names, taken := map[string]int{}, map[string]bool{}
	for i, head := range t.head {
		name := line1(head)
		if name == "" {
			name = "Column " + itoa(i+1)
		}
		if names[name]++; names[name] > 1 {
			name += " (" + itoa(names[name]) + ")"
		}
		c := &all[i]
		c.Name = short(name, maxLine)
		said, ok := b.o.Columns[c.Name]
		if c.Is, c.Zone = meaning(head); ok {
			c.Is, c.Zone, _ = strings.Cut(said, ":")
			if c.Is != answer && c.Is != skip && !slices.Contains(Fields, c.Is) {
				c.Is = ""
			}
		}
		if c.Is != "" && c.Is != answer && c.Is != skip && !ok && taken[c.Is] {
			c.Is = ""
		}
		if c.Is == answer && c.Zone == "" {
			c.Zone = b.title(c.Name)
		}
		taken[c.Is] = true
		for _, l := range t.rows {
			if i < len(l.cells) && strings.TrimSpace(l.cells[i]) != "" {
				c.Sample = short(line1(l.cells[i]), 60)
				break
			}
		}
	}
	if !taken["text"] && !taken[answer] { // a column per zone
		for i := range all {
			if zone := b.title(all[i].Name); zone != "" && all[i].Is == "" {
				all[i].Is, all[i].Zone = answer, zone
			}
		}
	}
	return all
}

// title is a zone's title as the board writes it; "" if there is none such.
func (b *builder) title(name string) string {
	if z, ok := b.zone(name); ok {
		return z.Title
	}
	return ""
}

func (b *builder) zone(name string) (Zone, bool) {
	name = fold(name)
	if name == "" {
		return Zone{}, false
	}
	for _, z := range b.o.Zones {
		if fold(z.Title) == name {
			return z, true
		}
	}
	for english, others := range zonesElsewhere {
		if slices.Contains(others, name) {
			for _, z := range b.o.Zones {
				if fold(z.Title) == english {
					return z, true
				}
			}
		}
	}
	return Zone{}, false
}

// zonesElsewhere are the zones of the empathy map as pages in German and Spanish call them.
var zonesElsewhere = map[string][]string{
	"says": {"sagt", "dice"}, "thinks": {"denkt", "piensa"}, "does": {"tut", "macht", "hace"}, "feels": {"fühlt", "siente"},
	"pains": {"schmerzen", "frust", "dolores", "frustraciones"}, "gains": {"gewinne", "nutzen", "beneficios", "ganancias"},
}
