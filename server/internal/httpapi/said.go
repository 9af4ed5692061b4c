package httpapi

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	pagetemplate "html/template"
	"io/fs"
	"net/http"
	"strconv"
	"strings"
	"time"

	"feltboard/boards"
	"feltboard/export"
)

// said serves "You said, we did": a page without a script for whoever has a board's address, while its facilitator keeps it
// open (B-78). To others it does not exist.
type said struct {
	*api
	missing http.Handler // answers where there is no such page
	style   *page
}

var (
	//go:embed said.html
	saidHTML string
	//go:embed said.css
	saidCSS []byte

	saidPage = pagetemplate.Must(pagetemplate.New("said").Parse(saidHTML))
)

// saidPolicy is stricter than the app's: nothing runs, and nothing is sent.
const saidPolicy = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

func (a *api) youSaid(mux *routes, missing http.Handler) {
	s := &said{a, missing, newPage("said.css", append(faces(a.Files), saidCSS...))}
	mux.Handle("GET /said/{id}", s)
	mux.HandleFunc("GET /said/said.css", s.serveStyle)
}

// faces names the app's typeface to the style sheet, where the app is built.
func faces(app fs.FS) []byte {
	var out []byte
	files, _ := fs.Glob(app, "assets/atkinson-hyperlegible-next-latin-wght-normal-*.woff2") // the pattern is a constant
	for _, file := range files {
		out = fmt.Appendf(out, "@font-face{font-family:'Atkinson Hyperlegible Next';font-weight:200 800;font-display:swap;src:url('/%s') format('woff2')}\n", file)
	}
	return out
}

func (s *said) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	if !boards.ValidID(id) {
		s.missing.ServeHTTP(w, r)
		return
	}
	if wait, ok := s.sayings.take(visitOf(r.Context()).addr); !ok {
		answer(w, tooMany(wait))
		return
	}
	var view boards.View
	var public bool
	err := s.Live.Read(r.Context(), id, func(state *boards.State) {
		for _, b := range state.Of("board") {
			public = b.Bool("public") // most are not, and a view of one costs
		}
		if public {
			view = boards.Project(state, boards.Viewer{Audience: boards.Host})
		}
	})
	told := export.Said{}
	if public { // the board goes on meanwhile
		told, public = export.YouSaid(view)
	}
	if err != nil {
		if e := s.refusal("read a board", err); e != errNoBoard {
			answer(w, e)
			return
		}
	}
	if err != nil || !public {
		s.missing.ServeHTTP(w, r)
		return
	}
	var body bytes.Buffer
	if err := saidPage.Execute(&body, s.letter(told)); err != nil {
		answer(w, s.refusal("write a page", err))
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", saidPolicy)
	h.Set("Cache-Control", "no-cache") // it may be closed at any time
	sum := sha256.Sum256(body.Bytes())
	serveTagged(w, r, base64.RawURLEncoding.EncodeToString(sum[:12]), body.Bytes())
}

func (s *said) serveStyle(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", s.style.kind)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable") // its address names its content
	serveTagged(w, r, s.style.tag, s.style.plain)
}

func serveTagged(w http.ResponseWriter, r *http.Request, tag string, body []byte) {
	tag = `"` + tag + `"`
	w.Header().Set("ETag", tag)
	if strings.Contains(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method != http.MethodHead {
		w.Write(body)
	}
}

// letter is the page in words.
type letter struct {
	Lang, Title, Style string
	Words              saidWords
	Rows               []letterRow
}

type letterRow struct {
	Statement, Customers string
	Quotes               []string
	Deeds                []letterDeed
}

type letterDeed struct {
	Kind                   export.Became
	Became, Words, Because string
	When                   string
}

func (s *said) letter(told export.Said) letter {
	words, ok := saidIn[told.Lang]
	if !ok {
		told.Lang, words = "en", saidIn["en"]
	}
	l := letter{Lang: told.Lang, Title: told.Title, Words: words, Style: "said.css?" + s.style.tag}
	for _, row := range told.Rows {
		r := letterRow{Statement: row.Statement, Quotes: row.Quotes}
		switch {
		case row.Customers > 0 && row.AtLeast:
			r.Customers = fmt.Sprintf(words.atLeast, row.Customers)
		case row.Customers > 0:
			r.Customers = fmt.Sprintf(words.customers, row.Customers)
		}
		for _, d := range row.Deeds {
			out := letterDeed{Kind: d.Became, Became: words.became[d.Became], Words: d.Words}
			if d.Reason != "" {
				out.Because = fmt.Sprintf(words.because, d.Reason)
			}
			if day, err := time.Parse(time.DateOnly, d.Day); err == nil {
				out.When = fmt.Sprintf(words.when[d.Became], words.day(day))
			}
			r.Deeds = append(r.Deeds, out)
		}
		l.Rows = append(l.Rows, r)
	}
	return l
}

// saidWords are the page's own words in one language.
type saidWords struct {
	Title, You, We, Empty, Foot string

	customers, atLeast, because string
	became                      map[export.Became]string
	when                        map[export.Became]string
	day                         func(time.Time) string
}

var saidIn = map[string]saidWords{
	"en": {
		Title: "You said, we did", You: "You said", We: "What became of it", Empty: "Nothing has been answered yet.",
		Foot:      "Words are quoted only where the people who said them allow it. Nobody is named here.",
		customers: "%d customers said this", atLeast: "At least %d customers said this", because: "because %s",
		became: map[export.Became]string{
			export.Did: "We did", export.Doing: "We are doing", export.Later: "Later", export.No: "Not now", export.Answered: "We answered",
		},
		when: map[export.Became]string{export.Did: "done on %s", export.Doing: "by %s", export.Later: "we look at it again on %s"},
		day:  func(t time.Time) string { return t.Format("2 January 2006") },
	},
	"de": {
		Title: "Gesagt, getan", You: "Ihr habt gesagt", We: "Was daraus wurde", Empty: "Noch ist nichts beantwortet.",
		Foot:      "Zitiert wird nur, wer es erlaubt hat. Niemand wird hier genannt.",
		customers: "%d Kunden haben das gesagt", atLeast: "Mindestens %d Kunden haben das gesagt", because: "weil: %s",
		became: map[export.Became]string{
			export.Did: "Getan", export.Doing: "Wir sind dabei", export.Later: "Später", export.No: "Jetzt nicht", export.Answered: "Beantwortet",
		},
		when: map[export.Became]string{export.Did: "erledigt am %s", export.Doing: "bis %s", export.Later: "wir sehen es uns am %s wieder an"},
		day:  func(t time.Time) string { return fmt.Sprintf("%d. %s %d", t.Day(), monthsDE[t.Month()-1], t.Year()) },
	},
	"es": {
		Title: "Lo que nos dijeron, lo que hicimos", You: "Nos dijeron", We: "Qué pasó con ello", Empty: "Todavía no hay respuestas.",
		Foot:      "Solo se cita a quien lo permite. Aquí no se nombra a nadie.",
		customers: "%d clientes dijeron esto", atLeast: "Al menos %d clientes dijeron esto", because: "porque: %s",
		became: map[export.Became]string{
			export.Did: "Hicimos", export.Doing: "Estamos en ello", export.Later: "Más adelante", export.No: "Ahora no", export.Answered: "Respondimos",
		},
		when: map[export.Became]string{export.Did: "hecho el %s", export.Doing: "para el %s", export.Later: "lo volveremos a ver el %s"},
		day: func(t time.Time) string {
			return fmt.Sprintf("%d de %s de %d", t.Day(), monthsES[t.Month()-1], t.Year())
		},
	},
	"fr": {
		Title: "Vous l’avez dit, nous l’avons fait", You: "Vous avez dit", We: "Ce que c’est devenu", Empty: "Il n’y a pas encore de réponse.",
		Foot:      "On ne cite que les personnes qui le permettent. Personne n’est nommé ici.",
		customers: "%d clients l’ont dit", atLeast: "Au moins %d clients l’ont dit", because: "raison\u00a0: %s",
		became: map[export.Became]string{
			export.Did: "C’est fait", export.Doing: "Nous y travaillons", export.Later: "Plus tard", export.No: "Pas maintenant", export.Answered: "Nous avons répondu",
		},
		when: map[export.Became]string{export.Did: "fait le %s", export.Doing: "pour le %s", export.Later: "nous y revenons le %s"},
		day: func(t time.Time) string {
			if t.Day() == 1 {
				return fmt.Sprintf("1er %s %d", monthsFR[t.Month()-1], t.Year())
			}
			return fmt.Sprintf("%d %s %d", t.Day(), monthsFR[t.Month()-1], t.Year())
		},
	},
}

var (
	monthsDE = strings.Fields("Januar Februar März April Mai Juni Juli August September Oktober November Dezember")
	monthsES = strings.Fields("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre")
	monthsFR = strings.Fields("janvier février mars avril mai juin juillet août septembre octobre novembre décembre")
)
